using Pedestal.Core.Service;

namespace Pedestal.Core.Console
{
    /// <summary><c>help</c>: lists the commands, or shows one command's usage.</summary>
    public sealed class HelpCommand : ConsoleCommand
    {
        const int NameWidth = 15;
        readonly CommandList _commands;
        int _next;

        /// <summary>Creates the help for a list.</summary>
        public HelpCommand(CommandList commands)
        {
            _commands = commands;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "help"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "lists the commands, or shows how one is used"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get { return new[] { "help [COMMAND]" }; }
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            _next = 0;
            if (arguments.Count < 2)
            {
                return CommandState.More;
            }

            var command = _commands.Find(arguments.Word(1));
            if (command == null)
            {
                reply.Fail("there is no command '" + arguments.Word(1) + "'; 'help' lists them");
            }
            else if (reply.Json)
            {
                Describe(command, reply);
            }
            else
            {
                Explain(command, reply);
            }

            return CommandState.Done;
        }

        /// <inheritdoc/>
        public override CommandState Step(ConsoleReply reply)
        {
            var command = _commands.All[_next++];
            if (reply.Json)
            {
                Describe(command, reply);
            }
            else
            {
                reply.Line(ConsoleReply.Pad(command.Name, NameWidth) + command.Summary
                    + (NeedsService(command) ? " (service mode)" : ""));
            }

            if (_next < _commands.All.Length)
            {
                return CommandState.More;
            }

            reply.Line("Add " + ConsoleArguments.JsonOption + " for machine-readable output. Ctrl-C cancels a command.");
            return CommandState.Done;
        }

        static bool NeedsService(ConsoleCommand command)
        {
            return command.Need(new ConsoleArguments(command.Name)) != ServiceNeed.None;
        }

        static void Explain(ConsoleCommand command, ConsoleReply reply)
        {
            reply.Line(command.Name + ": " + command.Summary + (NeedsService(command) ? "; only in service mode" : ""));
            var usage = command.Usage;
            for (var i = 0; i < usage.Length; i++)
            {
                reply.Line("    " + usage[i]);
            }
        }

        static void Describe(ConsoleCommand command, ConsoleReply reply)
        {
            reply.Begin().Add("name", command.Name).Add("summary", command.Summary)
                .Add("service", NeedsService(command));
            var usage = command.Usage;
            for (var i = 0; i < usage.Length; i++)
            {
                reply.Add("usage" + (i + 1).ToString(), usage[i]);
            }

            reply.End();
        }
    }
}
