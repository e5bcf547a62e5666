using Pedestal.Core.Protocol;

namespace Pedestal.Core
{
    /// <summary>
    /// All that differs between two pedestals, as text: a <c>name=value</c> line each, <c>#</c> begins a comment. Fields
    /// hold the defaults until <see cref="Read"/> has found nothing to complain about.
    /// </summary>
    public sealed class DeviceSettings
    {
        /// <summary>The venue the pedestal stands in.</summary>
        public string Venue;

        /// <summary>The pedestal's name, unique in its venue.</summary>
        public string Device;

        /// <summary>Name of the Wi-Fi network.</summary>
        public string WifiSsid;

        /// <summary>Its passphrase; empty for an open network.</summary>
        public string WifiPassword = "";

        /// <summary>Where the time comes from; encryption to the broker needs it.</summary>
        public string TimeServer = "pool.ntp.org";

        /// <summary>The broker's name or address.</summary>
        public string BrokerHost;

        /// <summary>The broker's port.</summary>
        public int BrokerPort = 8883;

        /// <summary>Whether the connection to the broker is encrypted.</summary>
        public bool BrokerTls = true;

        /// <summary>The authority that signed the broker's certificate, DER; null to use those stored on the device.</summary>
        public byte[] BrokerCa;

        /// <summary>User name for the broker, or null.</summary>
        public string BrokerUser;

        /// <summary>Password for the broker, or null.</summary>
        public string BrokerPassword;

        /// <summary>The lane's own settings; its first counter is not among them.</summary>
        public readonly LaneSettings Lane = new LaneSettings();

        /// <summary>Takes over a whole text. Null, or what is wrong, in which line, and what would be right.</summary>
        public string Read(string text)
        {
            var seen = new bool[SettingNames.All.Length];
            var lines = text.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var problem = ReadLine(lines[i], seen);
                if (problem != null)
                {
                    return "line " + (i + 1).ToString() + ": " + problem;
                }
            }

            return Incomplete();
        }

        /// <summary>Sets one value. Null, or the reason why it was refused; the reason never quotes the value.</summary>
        public string Set(string name, string value)
        {
            switch (name)
            {
                case SettingNames.Venue: return SettingValues.Name(value, ref Venue);
                case SettingNames.Device: return SettingValues.Name(value, ref Device);
                case SettingNames.Mode: return SettingValues.Mode(value, ref Lane.Mode);
                case SettingNames.MatchKey: return SettingValues.Key(value, ref Lane.MatchKey);
                case SettingNames.TicketKey: return SettingValues.Key(value, ref Lane.TicketKey);
                case SettingNames.WifiSsid: return SettingValues.Text(value, 1, 32, ref WifiSsid);
                case SettingNames.WifiPassword: return SettingValues.Text(value, 8, 63, ref WifiPassword);
                case SettingNames.TimeServer: return SettingValues.Host(value, ref TimeServer);
                case SettingNames.BrokerHost: return SettingValues.Host(value, ref BrokerHost);
                case SettingNames.BrokerPort: return SettingValues.Number(value, 1, 65535, ref BrokerPort);
                case SettingNames.BrokerTls: return SettingValues.OnOff(value, ref BrokerTls);
                case SettingNames.BrokerCa: return SettingValues.Base64(value, ref BrokerCa);
                case SettingNames.BrokerUser: return SettingValues.Text(value, 1, 64, ref BrokerUser);
                case SettingNames.BrokerPassword: return SettingValues.Text(value, 1, 64, ref BrokerPassword);
                case SettingNames.Budget: return SettingValues.Number(value, 300, 5000, ref Lane.BudgetMilliseconds);
                case SettingNames.Nearest: return SettingValues.Number(value, 20, 300, ref Lane.NearestMillimetres);
                case SettingNames.Farthest: return SettingValues.Number(value, 20, 300, ref Lane.FarthestMillimetres);
                case SettingNames.GatePulse: return SettingValues.Number(value, 100, 5000, ref Lane.GatePulseMilliseconds);
                default: return "is not the name of a setting; 'help' lists them";
            }
        }

        string ReadLine(string line, bool[] seen)
        {
            line = line.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                return null;
            }

            var equals = line.IndexOf('=');
            if (equals < 1)
            {
                return "expected name=value";
            }

            var name = line.Substring(0, equals).Trim();
            var index = SettingNames.IndexOf(name);
            if (index >= 0 && seen[index])
            {
                return name + " is set a second time; remove one of the two";
            }

            var problem = Set(name, line.Substring(equals + 1).Trim());
            if (problem != null)
            {
                return name + " " + problem;
            }

            seen[index] = true;
            return null;
        }

        string Incomplete()
        {
            var missing = Venue == null ? SettingNames.Venue
                : Device == null ? SettingNames.Device
                : Lane.MatchKey == null ? SettingNames.MatchKey
                : Lane.TicketKey == null ? SettingNames.TicketKey
                : WifiSsid == null ? SettingNames.WifiSsid
                : BrokerHost == null ? SettingNames.BrokerHost
                : null;
            if (missing != null)
            {
                return missing + " is missing; add it with 'set " + missing + " VALUE'";
            }

            return Lane.NearestMillimetres < Lane.FarthestMillimetres
                ? null
                : SettingNames.Nearest + " must be less than " + SettingNames.Farthest;
        }
    }
}
