using System;
using System.Net.NetworkInformation;

namespace Pedestal.Hal.Esp32
{
    /// <summary>The Wi-Fi interface, with the name of its network.</summary>
    public sealed class EspNetwork : INetworkInfo
    {
        const string NoAddress = "0.0.0.0";

        /// <summary>The interface to a network.</summary>
        public EspNetwork(string name)
        {
            Name = name;
        }

        /// <inheritdoc/>
        public string Name { get; private set; }

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
