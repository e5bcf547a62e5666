using System;
using System.Net.NetworkInformation;

namespace Pedestal.Hal.Esp32
{
    /// <summary>The Wi-Fi interface, with the names of its network and broker.</summary>
    public sealed class EspNetwork : INetworkInfo
    {
        const string NoAddress = "0.0.0.0";

        /// <summary>A network's name and its broker, <c>host:port</c>.</summary>
        public EspNetwork(string name, string broker)
        {
            Name = name;
            Broker = broker;
        }

        /// <inheritdoc/>
        public string Name { get; private set; }

        /// <inheritdoc/>
        public string Broker { get; private set; }

        /// <inheritdoc/>
        public bool IsUp()
        {
            return HasAddress();
        }

        /// <summary>Whether the interface has an address.</summary>
        internal static bool HasAddress()
        {
            return FirstAddress().Length > 0;
        }

        /// <inheritdoc/>
        public string Address()
        {
            return FirstAddress();
        }

        static string FirstAddress()
        {
            try
            {
                var interfaces = NetworkInterface.GetAllNetworkInterfaces();
                var address = interfaces.Length > 0 ? interfaces[0].IPv4Address : null;
                return address == null || address == NoAddress ? "" : address;
            }
            catch (Exception)
            {
                // The driver throws while it reconnects: there is no address yet.
                return "";
            }
        }
    }
}
