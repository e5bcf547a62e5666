using System.Security.Cryptography.X509Certificates;

namespace Pedestal.Hal.Esp32
{
    /// <summary>Which broker a pedestal connects to, and as which device.</summary>
    public sealed class MqttLinkOptions
    {
        /// <summary>The broker's name or address.</summary>
        public string Host;

        /// <summary>The broker's port.</summary>
        public int Port;

        /// <summary>Whether the connection is encrypted.</summary>
        public bool Tls;

        /// <summary>The authority that signed the broker's certificate; null for those stored on the device.</summary>
        public X509Certificate Authority;

        /// <summary>User name, or null.</summary>
        public string User;

        /// <summary>Password, or null.</summary>
        public string Password;

        /// <summary>The venue the device stands in.</summary>
        public string Venue;

        /// <summary>The device's name; a second device of the same name throws the first off the broker.</summary>
        public string Device;
    }
}
