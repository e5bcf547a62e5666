using Pedestal.Core.Console;
using Pedestal.Core.Settings;

namespace Pedestal.Core.Fleet
{
    /// <summary>Changes settings by remote command: all lines or none, and only those that the schema allows.</summary>
    public sealed class RemoteSettings
    {
        readonly ConsoleParts _parts;

        /// <summary>Changes the settings of these parts.</summary>
        public RemoteSettings(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <summary>Saves lines name=value on trial. Returns null, or why nothing was changed, without any value.</summary>
        public string SaveOnTrial(string lines)
        {
            if (_parts.Store.State == SettingsState.OnTrial)
            {
                return "other settings are on trial; wait until they are confirmed";
            }

            var editor = new SettingsEditor(_parts.Store, _parts.Settings);
            for (var start = 0; start < lines.Length;)
            {
                var end = lines.IndexOf('\n', start);
                end = end < 0 ? lines.Length : end;
                var equals = lines.IndexOf('=', start);
                if (equals < 0 || equals > end)
                {
                    return "each line must be name=value";
                }

                var name = lines.Substring(start, equals - start);
                var value = lines.Substring(equals + 1, end - equals - 1);
                var refusal = Refusal(name, value);
                if (refusal != null)
                {
                    return name + refusal;
                }

                if (editor.Set(name, value) != SettingsResult.Done)
                {
                    return editor.Fault;
                }

                start = end + 1;
            }

            return editor.SaveOnTrial(TrialProof.Operator) == SettingsResult.Done ? null : editor.Fault;
        }

        /// <summary>
        /// Why an operator may not change a setting to a value; null if he may, or if there is no such setting. Nobody makes a pedestal
        /// store pictures who does not stand in front of it.
        /// </summary>
        string Refusal(string name, string value)
        {
            if (name == SettingNames.Mode && value == SettingsWords.Of(LaneMode.Capture))
            {
                return " can only be set to " + value + " on the pedestal's console, in service mode";
            }

            var index = SettingsSchema.IndexOf(name);
            var right = index < 0 ? RemoteChange.Allowed : SettingsSchema.All[index].Remote;
            return right == RemoteChange.Refused ? " can only be changed on the pedestal's console, in service mode"
                : right == RemoteChange.WithTls && SettingsSchema.InForce(_parts.Store.Values(), SettingNames.BrokerTls) != "on"
                ? " can only be changed remotely while " + SettingNames.BrokerTls
                    + " is on, since it could lead to another broker; change it on the pedestal's console"
                : null;
        }

        /// <summary>Keeps the settings on trial. Returns null, or why not.</summary>
        public string Keep()
        {
            return !_parts.Store.IsTrialStart ? "no settings are on trial since this start"
                : _parts.Store.Confirm() == SettingsResult.Done ? null
                : "the settings could not be stored; try again";
        }
    }
}
