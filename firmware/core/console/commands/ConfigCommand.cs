using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>config</c>: shows and changes the settings.</summary>
    public sealed class ConfigCommand : ConsoleCommand
    {
        const int NameWidth = 18;
        readonly ConsoleParts _parts;
        int _next;

        /// <summary>Uses the parts.</summary>
        public ConfigCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "config"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "shows and changes the settings"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get
            {
                return new[]
                {
                    "config [show] [NAME]       values, their limits, and unsaved changes",
                    "config set NAME [VALUE]    checks and changes a value; without VALUE the default",
                    "config save                stores the changes",
                    "config try                 stores them on trial: they stay if the broker is reached within 5 minutes",
                    "config revert              drops the changes",
                };
            }
        }

        /// <inheritdoc/>
        public override ServiceNeed Need(ConsoleArguments arguments)
        {
            return IsShow(arguments.Word(1)) ? ServiceNeed.None : ServiceNeed.Change;
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            var verb = arguments.Word(1);
            if (_parts.Editor == null)
            {
                reply.Fail("the settings have not been read yet; see 'status'");
                return CommandState.Done;
            }

            if (IsShow(verb))
            {
                return Show(arguments.Word(2), reply);
            }

            switch (verb)
            {
                case "set": Set(arguments, reply); break;
                case "save": Saved(_parts.Editor.Save(), reply); break;
                case "try": Saved(_parts.Editor.SaveOnTrial(TrialProof.Broker), reply); break;
                case "revert":
                    _parts.Editor.Revert();
                    reply.Line("changes dropped");
                    break;
                default: reply.Fail("usage: config [show | set | save | try | revert]; 'help config' says more"); break;
            }

            return CommandState.Done;
        }

        /// <inheritdoc/>
        public override CommandState Step(ConsoleReply reply)
        {
            Print(_next++, reply, false);
            if (_next < SettingsSchema.All.Length)
            {
                return CommandState.More;
            }

            if (_parts.Editor.Changes > 0)
            {
                reply.Line("* changed, not saved; 'config save' stores the changes, 'config revert' drops them");
            }

            return CommandState.Done;
        }

        /// <inheritdoc/>
        public override int SecretFrom(char[] line, int length)
        {
            var name = SecretWord.StartOf(line, length, 2);
            var value = SecretWord.StartOf(line, length, 3);
            if (value >= length || value <= name)
            {
                return length;
            }

            var end = name;
            while (line[end] != ' ')
            {
                end++;
            }

            // A mistyped name may also belong to a secret.
            var index = SettingsSchema.IndexOf(new string(line, name, end - name));
            return index < 0 || SettingsSchema.All[index].Secret ? value : length;
        }

        static bool IsShow(string verb)
        {
            return verb == "" || verb == "show";
        }

        CommandState Show(string name, ConsoleReply reply)
        {
            _next = 0;
            if (name.Length == 0)
            {
                return CommandState.More;
            }

            var index = SettingsSchema.IndexOf(name);
            if (index < 0)
            {
                reply.Fail("there is no setting with this name; 'config' lists them");
            }
            else
            {
                Print(index, reply, true);
            }

            return CommandState.Done;
        }

        void Print(int index, ConsoleReply reply, bool whole)
        {
            var setting = SettingsSchema.All[index];
            var isChanged = _parts.Editor.IsChanged(index);
            if (reply.Json || whole)
            {
                // A certificate is longer than a record, so its length must do.
                var value = _parts.Editor.Show(index);
                reply.Begin().Add("name", setting.Name)
                    .Add("value", value.Length > 256 ? value.Length.ToString() + " characters" : value)
                    .Add("changed", isChanged).Add("secret", setting.Secret).Add("restart", setting.Restart)
                    .Add("range", setting.Range).Add("help", setting.Help).End();
            }
            else
            {
                var value = _parts.Editor.Show(index);
                reply.Line((isChanged ? "* " : "  ") + ConsoleReply.Pad(setting.Name, NameWidth)
                    + (value.Length > 48 ? value.Substring(0, 45) + "..." : value));
            }
        }

        void Set(ConsoleArguments arguments, ConsoleReply reply)
        {
            if (arguments.Count < 3)
            {
                reply.Fail("usage: config set NAME [VALUE]; 'config' lists the names");
            }
            else if (_parts.Editor.Set(arguments.Word(2), arguments.Rest(3)) != SettingsResult.Done)
            {
                reply.Fail(_parts.Editor.Fault);
            }
            else
            {
                reply.Begin().Add("changes", _parts.Editor.Changes).End();
                reply.Line("'config save' stores the changes");
            }
        }

        void Saved(SettingsResult result, ConsoleReply reply)
        {
            if (result != SettingsResult.Done)
            {
                reply.Fail(_parts.Editor.Fault);
                return;
            }

            _parts.Log.Write(LogLevel.Warning, "settings", "saved");
            var fault = _parts.Editor.Fault;
            reply.Begin().Add("saved", true).Add("needsRestart", _parts.Editor.NeedsRestart)
                .Add("stillToDo", fault ?? "").End();
            reply.Line(_parts.Editor.NeedsRestart ? "'reboot' applies the saved settings" : "in force");
        }
    }
}
