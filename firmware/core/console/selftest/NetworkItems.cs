
namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>Tests that the network has given an address.</summary>
    public sealed class NetworkItem : SelfTestItem
    {
        readonly ConsoleParts _parts;

        /// <summary>Tests the network of the parts.</summary>
        public NetworkItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "network"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return "has an address"; }
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.Network == null)
            {
                return Skip("the network has not started yet; see 'status'");
            }

            return _parts.Network.IsUp()
                ? Pass(_parts.Network.Address())
                : Fail("no address", "check wifi.ssid and wifi.password, and the signal at this place");
        }
    }

    /// <summary>Tests that the broker is connected.</summary>
    public sealed class BrokerItem : SelfTestItem
    {
        readonly ConsoleParts _parts;

        /// <summary>Tests the link of the parts.</summary>
        public BrokerItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "broker"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return "connected"; }
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.Link == null)
            {
                return Skip("the link has not started yet; see 'status'");
            }

            if (_parts.Link.IsConnected())
            {
                return Pass("connected");
            }

            var fault = _parts.Link.Fault;
            return Fail(fault ?? "not connected",
                "check broker.host, broker.port, broker.tls and the account; 'mqtt' shows them");
        }
    }
}
