using System;
using System.Net.NetworkInformation;

namespace Pedestal.Hal.Esp32
{
    /// <summary>The Wi-Fi interface and what the link says of the broker.</summary>
    public sealed class EspNetwork : INetworkInfo
    {
        const string NoAddress = "0.0.0.0";
        readonly MqttLink _link;

        /// <summary>The network of a name and the broker behind it, <c>host:port</c>.</summary>
        public EspNetwork(string name, string broker, MqttLink link)
        {
            Name = name;
            Broker = broker;
            _link = link;
        }

        /// <inheritdoc/>
        public string Name { get; private set; }

        /// <inheritdoc/>
        public string Broker { get; private set; }

        /// <inheritdoc/>
        public bool IsUp()
        {
            return Address().Length > 0;
        }

        /// <inheritdoc/>
        public string Address()
        {
            try
            {
                var interfaces = NetworkInterface.GetAllNetworkInterfaces();
                var address = interfaces.Length > 0 ? interfaces[0].IPv4Address : null;
                return address == null || address == NoAddress ? "" : address;
            }
            catch (Exception)
            {
                // What the driver throws while it reconnects is no address yet.
                return "";
            }
        }

        /// <inheritdoc/>
        public string BrokerTrouble()
        {
            return _link.Trouble;
        }
    }
}
