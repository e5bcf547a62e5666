namespace Pedestal.Core
{
    /// <summary>
    /// The technician's commands: <c>status</c>, <c>set NAME VALUE</c>, <c>reboot</c>, <c>help</c>. Settings can be
    /// written and not read back, because some are secrets; they apply from the next start.
    /// </summary>
    public sealed class ConsoleCommands
    {
        readonly IConsoleTarget _target;

        /// <summary>Commands for a target.</summary>
        public ConsoleCommands(IConsoleTarget target)
        {
            _target = target;
        }

        /// <summary>Carries out one line and returns what to print; never throws for what was typed.</summary>
        public string Answer(string line)
        {
            line = line.Trim();
            var blank = line.IndexOf(' ');
            var command = blank < 0 ? line : line.Substring(0, blank);
            var rest = blank < 0 ? "" : line.Substring(blank + 1).Trim();
            switch (command)
            {
                case "": return "";
                case "status": return _target.Status();
                case "set": return Set(rest);
                case "help": return Help();
                case "reboot":
                    _target.Reboot();
                    return "rebooting";
                default: return "unknown command; 'help' lists them";
            }
        }

        string Set(string rest)
        {
            var blank = rest.IndexOf(' ');
            var name = blank < 0 ? rest : rest.Substring(0, blank);
            var value = blank < 0 ? "" : rest.Substring(blank + 1).Trim();
            if (SettingNames.IndexOf(name) < 0)
            {
                return "usage: set NAME VALUE; 'help' lists the names";
            }

            // Without a value the setting goes back to its default.
            var problem = value.Length == 0 ? null : new DeviceSettings().Set(name, value);
            if (problem != null)
            {
                return name + " " + problem;
            }

            var text = _target.ReadSettings();
            if (text == null)
            {
                return "the settings cannot be read; nothing was changed";
            }

            text = SettingsText.With(text, name, value);
            problem = _target.WriteSettings(text);
            if (problem != null)
            {
                return problem;
            }

            problem = new DeviceSettings().Read(text);
            return problem == null ? "stored; 'reboot' applies it" : "stored; still to do: " + problem;
        }

        static string Help()
        {
            var text = "status             health of every part\n"
                + "set NAME VALUE     stores a setting; without VALUE its default\n"
                + "reboot             restarts the pedestal\n"
                + "settings:";
            for (var i = 0; i < SettingNames.All.Length; i++)
            {
                text += " " + SettingNames.All[i];
            }

            return text;
        }
    }
}
