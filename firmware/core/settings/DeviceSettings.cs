using Pedestal.Protocol;

namespace Pedestal.Core.Settings
{
    /// <summary>
    /// All that differs between two pedestals, as values; <see cref="SettingsSchema"/> says what they may be. The service code is
    /// not among them: service mode takes it as it is stored.
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
        public string WifiPassword;

        /// <summary>Where the time comes from; encryption to the broker needs it.</summary>
        public string TimeServer;

        /// <summary>The broker's name or address.</summary>
        public string BrokerHost;

        /// <summary>The broker's port.</summary>
        public int BrokerPort;

        /// <summary>Length of the gate's pulse, which its monostable is built for, ms.</summary>
        public int GatePulseMilliseconds;

        /// <summary>Whether a contact tells that the gate's relay follows.</summary>
        public bool GateFeedback;

        /// <summary>Whether the connection to the broker is encrypted.</summary>
        public bool BrokerTls;

        /// <summary>The authority that signed the broker's certificate, DER; null to use those stored on the device.</summary>
        public byte[] BrokerCa;

        /// <summary>User name for the broker, or null.</summary>
        public string BrokerUser;

        /// <summary>Password for the broker, or null.</summary>
        public string BrokerPassword;

        /// <summary>Key shared with whoever operates the fleet, or null: no remote commands.</summary>
        public DeviceKey FleetKey;

        /// <summary>The lane's own settings; its first counter is not among them.</summary>
        public readonly LaneSettings Lane = new LaneSettings();

        /// <summary>What is admitted while ticketing cannot be reached.</summary>
        public readonly OfflineSettings Offline = new OfflineSettings();

        /// <summary>The defaults.</summary>
        public DeviceSettings()
        {
            for (var i = 0; i < SettingsSchema.All.Length; i++)
            {
                Assign(SettingsSchema.All[i].Name, SettingsSchema.All[i].Default);
            }
        }

        /// <summary>
        /// Takes over texts in the order of the schema, null for the default; those without fault count whatever the others are. Null,
        /// or the first that is wrong and what would be right.
        /// </summary>
        public string Take(string[] values)
        {
            string first = null;
            for (var i = 0; i < values.Length; i++)
            {
                var name = SettingsSchema.All[i].Name;
                var fault = Set(name, values[i]);
                first = first == null && fault != null ? name + " " + fault : first;
            }

            return first ?? SettingsSchema.StillToDo(values);
        }

        /// <summary>Sets one value, or the default for null. Null, or why it was refused; that never quotes the value.</summary>
        public string Set(string name, string value)
        {
            var index = SettingsSchema.IndexOf(name);
            if (index < 0)
            {
                return "is not the name of a setting; 'help' lists them";
            }

            var setting = SettingsSchema.All[index];
            var fault = value == null ? null : setting.FaultOf(value);
            if (fault == null)
            {
                Assign(name, value ?? setting.Default);
            }

            return fault;
        }

        void Assign(string name, string value)
        {
            switch (name)
            {
                case SettingNames.Venue: Venue = value; break;
                case SettingNames.Device: Device = value; break;
                case SettingNames.Mode: Lane.Mode = SettingsWords.ModeOf(value); break;
                case SettingNames.MatchKey: Lane.MatchKey = Key(value); break;
                case SettingNames.TicketKey: Lane.TicketKey = Key(value); break;
                case SettingNames.FleetKey: FleetKey = Key(value); break;
                case SettingNames.WifiSsid: WifiSsid = value; break;
                case SettingNames.WifiPassword: WifiPassword = value ?? ""; break;
                case SettingNames.TimeServer: TimeServer = value; break;
                case SettingNames.BrokerHost: BrokerHost = value; break;
                case SettingNames.BrokerPort: BrokerPort = SettingValues.Number(value); break;
                case SettingNames.BrokerTls: BrokerTls = value == "on"; break;
                case SettingNames.BrokerCa: BrokerCa = value == null ? null : SettingValues.Base64(value); break;
                case SettingNames.BrokerUser: BrokerUser = value; break;
                case SettingNames.BrokerPassword: BrokerPassword = value; break;
                case SettingNames.Budget: Lane.BudgetMilliseconds = SettingValues.Number(value); break;
                case SettingNames.Nearest: Lane.NearestMillimetres = SettingValues.Number(value); break;
                case SettingNames.Farthest: Lane.FarthestMillimetres = SettingValues.Number(value); break;
                case SettingNames.Offline: Offline.IsOn = value == "on"; break;
                case SettingNames.OfflineKey: Offline.Key = value == null ? null : SettingValues.Hexadecimal(value, value.Length / 2); break;
                case SettingNames.OfflineLane: Offline.Lane = SettingValues.Number(value); break;
                case SettingNames.OfflineLanes: Offline.Lanes = SettingValues.Number(value); break;
                case SettingNames.GatePulse: GatePulseMilliseconds = SettingValues.Number(value); break;
                case SettingNames.GateFeedback: GateFeedback = value == "on"; break;
            }
        }

        static DeviceKey Key(string value)
        {
            return value == null ? null : new DeviceKey(SettingValues.Hexadecimal(value, DeviceKey.Length));
        }
    }
}
