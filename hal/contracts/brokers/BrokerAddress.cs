namespace Pedestal.Hal
{
    /// <summary>Where a broker can be reached.</summary>
    public sealed class BrokerAddress
    {
        /// <summary>Its name or IPv4 address.</summary>
        public readonly string Host;

        /// <summary>Its TCP port.</summary>
        public readonly int Port;

        /// <summary>An address.</summary>
        public BrokerAddress(string host, int port)
        {
            Host = host;
            Port = port;
        }

        /// <summary><c>host:port</c>.</summary>
        public override string ToString()
        {
            return Host + ":" + Port.ToString();
        }
    }
}
