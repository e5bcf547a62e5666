namespace Pedestal.Core.Settings
{
    /// <summary>The names of a pedestal's settings.</summary>
    public static class SettingNames
    {
        /// <summary>The venue.</summary>
        public const string Venue = "venue";

        /// <summary>The pedestal's name in the venue.</summary>
        public const string Device = "device";

        /// <summary>entry, enrolment, deletion, exit or capture.</summary>
        public const string Mode = "mode";

        /// <summary>Key shared with the matcher, 96 hexadecimal digits.</summary>
        public const string MatchKey = "match.key";

        /// <summary>Key shared with ticketing, 96 hexadecimal digits.</summary>
        public const string TicketKey = "ticket.key";

        /// <summary>Key shared with the fleet's operator, 96 hexadecimal digits.</summary>
        public const string FleetKey = "fleet.key";

        /// <summary>Key shared with an evaluation, 96 hexadecimal digits.</summary>
        public const string CaptureKey = "capture.key";

        /// <summary>Wi-Fi network.</summary>
        public const string WifiSsid = "wifi.ssid";

        /// <summary>Wi-Fi passphrase.</summary>
        public const string WifiPassword = "wifi.password";

        /// <summary>SNTP server.</summary>
        public const string TimeServer = "time.server";

        /// <summary>Brokers' names or addresses.</summary>
        public const string BrokerHost = "broker.host";

        /// <summary>Port of the brokers listed without one.</summary>
        public const string BrokerPort = "broker.port";

        /// <summary>on or off.</summary>
        public const string BrokerTls = "broker.tls";

        /// <summary>Certificate of the broker's authority, DER in Base64.</summary>
        public const string BrokerCa = "broker.ca";

        /// <summary>Broker's user name.</summary>
        public const string BrokerUser = "broker.user";

        /// <summary>Broker's password.</summary>
        public const string BrokerPassword = "broker.password";

        /// <summary>Budget from usable palm to decision.</summary>
        public const string Budget = "budget.ms";

        /// <summary>Nearest usable hover distance.</summary>
        public const string Nearest = "palm.nearest-mm";

        /// <summary>Farthest usable hover distance.</summary>
        public const string Farthest = "palm.farthest-mm";

        /// <summary>Length of the gate's pulse.</summary>
        public const string GatePulse = "gate.pulse-ms";

        /// <summary>Whether the gate's relay has a feedback contact.</summary>
        public const string GateFeedback = "gate.feedback";

        /// <summary>Time to pass the turnstile.</summary>
        public const string GatePassage = "gate.passage-s";

        /// <summary>Whether a palm needs a pulse to be enrolled.</summary>
        public const string EnrolmentPulse = "enrolment.pulse";

        /// <summary>The code that starts service mode.</summary>
        public const string ServiceCode = "service.code";

        /// <summary>Whether signed tickets are admitted while ticketing is unreachable.</summary>
        public const string Offline = "offline.admission";

        /// <summary>This lane's key for tonight.</summary>
        public const string OfflineKey = "offline.key";

        /// <summary>This lane's number.</summary>
        public const string OfflineLane = "offline.lane";

        /// <summary>The number of lanes.</summary>
        public const string OfflineLanes = "offline.lanes";
    }
}
