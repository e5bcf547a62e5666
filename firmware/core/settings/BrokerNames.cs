using Pedestal.Hal;

namespace Pedestal.Core.Settings
{
    /// <summary>Reads a list of brokers, <c>HOST</c> or <c>HOST:PORT</c>, separated by commas.</summary>
    static class BrokerNames
    {
        internal const string Range = "1 to 4 host names or IPv4 addresses, each with or without :PORT, separated by commas";
        const int Most = 4;

        /// <summary>Whether the text is a list of brokers.</summary>
        internal static bool AreWellFormed(string value)
        {
            var brokers = value.Split(',');
            for (var i = 0; i < brokers.Length; i++)
            {
                var parts = brokers[i].Split(':');
                if (parts.Length > 2 || parts[0].Length == 0 || !HostName.IsWellFormed(parts[0]) || parts.Length == 2 && !IsPort(parts[1]))
                {
                    return false;
                }
            }

            return brokers.Length <= Most;
        }

        /// <summary>The brokers of a well-formed text; a broker without a port has this one.</summary>
        internal static BrokerAddress[] Read(string value, int port)
        {
            var texts = value.Split(',');
            var brokers = new BrokerAddress[texts.Length];
            for (var i = 0; i < texts.Length; i++)
            {
                var parts = texts[i].Split(':');
                brokers[i] = new BrokerAddress(parts[0], parts.Length == 2 ? SettingValues.Number(parts[1]) : port);
            }

            return brokers;
        }

        static bool IsPort(string text)
        {
            var port = SettingValues.Number(text);
            return port >= 1 && port <= 65535;
        }
    }
}
