using System.Security.Cryptography.X509Certificates;

namespace Pedestal.Hal.Esp32
{
    /// <summary>The brokers that a pedestal may connect to, and its identity there.</summary>
    public sealed class MqttLinkOptions
    {
        /// <summary>The brokers, the first to try first; at least one.</summary>
        public BrokerAddress[] Brokers;

        /// <summary>Whether connections are encrypted.</summary>
        public bool Tls;

        /// <summary>The authority that issued the brokers' certificates; null for those stored on the device.</summary>
        public X509Certificate Authority;

        /// <summary>User name; null for none.</summary>
        public string User;

        /// <summary>Password; null for none.</summary>
        public string Password;

        /// <summary>The device's venue.</summary>
        public string Venue;

        /// <summary>The device's name. The broker disconnects a device when another of the same name connects.</summary>
        public string Device;
    }
}
