using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Settings
{
    /// <summary>
    /// Everything that can differ between two pedestals, as values; <see cref="SettingsSchema"/> has their limits. The service
    /// code is not included: service mode reads it as stored.
    /// </summary>
    public sealed class DeviceSettings
    {
        /// <summary>The pedestal's venue.</summary>
        public string Venue;

        /// <summary>The pedestal's name, unique in its venue.</summary>
        public string Device;

        /// <summary>Name of the Wi-Fi network.</summary>
        public string WifiSsid;

        /// <summary>Its passphrase; empty for an open network.</summary>
        public string WifiPassword;

        /// <summary>The time server; encryption needs the time of day.</summary>
        public string TimeServer;

        /// <summary>The brokers as one text; see <see cref="Brokers"/>.</summary>
        public string BrokerHost;

        /// <summary>The port of the brokers listed without one.</summary>
        public int BrokerPort;

        /// <summary>Length of the gate's pulse, as set by its monostable, ms.</summary>
        public int GatePulseMilliseconds;

        /// <summary>Whether a feedback contact shows that the gate's relay follows.</summary>
        public bool GateFeedback;

        /// <summary>Whether the connection to the broker is encrypted.</summary>
        public bool BrokerTls;

        /// <summary>The authority that signed the broker's certificate, DER; null for those stored on the device.</summary>
        public byte[] BrokerCa;

        /// <summary>User name for the broker, or null.</summary>
        public string BrokerUser;

        /// <summary>Password for the broker, or null.</summary>
        public string BrokerPassword;

        /// <summary>Key shared with the fleet's operator; null for no remote commands.</summary>
        public DeviceKey FleetKey;

        /// <summary>The lane's settings.</summary>
        public readonly LaneSettings Lane = new LaneSettings();

        /// <summary>The settings for offline admission.</summary>
        public readonly OfflineSettings Offline = new OfflineSettings();

        /// <summary>The defaults.</summary>
        public DeviceSettings()
        {
            for (var i = 0; i < SettingsSchema.All.Length; i++)
            {
                Assign(SettingsSchema.All[i].Name, SettingsSchema.All[i].Default);
            }
        }

        /// <summary>The brokers, the first to try first; none while none is set.</summary>
        public BrokerAddress[] Brokers()
        {
            return BrokerHost == null ? new BrokerAddress[0] : BrokerNames.Read(BrokerHost, BrokerPort);
        }

        /// <summary>
        /// Sets all values from texts in the order of the schema, null for the default. Valid ones apply even if others are not.
        /// Returns null, or the name of the first invalid setting and what it must be.
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

        /// <summary>Sets a value, or the default for null. Returns null, or why it was refused; never quotes the value.</summary>
        public string Set(string name, string value)
        {
            var index = SettingsSchema.IndexOf(name);
            if (index < 0)
            {
                return "is not a setting; 'config' lists them";
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
                case SettingNames.CaptureKey: Lane.CaptureKey = Key(value); break;
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
                case SettingNames.EnrolmentPulse: Lane.NeedsPulse = value == "on"; break;
                case SettingNames.GatePassage: Lane.PassageSeconds = SettingValues.Number(value); break;
            }
        }

        static DeviceKey Key(string value)
        {
            return value == null ? null : new DeviceKey(SettingValues.Hexadecimal(value, DeviceKey.Length));
        }
    }
}
