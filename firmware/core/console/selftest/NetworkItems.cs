using Pedestal.Hal;

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

    /// <summary>Tests that a broker is connected and that every other one replies.</summary>
    public sealed class BrokerItem : SelfTestItem
    {
        readonly ConsoleParts _parts;
        bool _hasBegun;

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
            get { return "connected, and every other broker replies"; }
        }

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            _hasBegun = false;
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.Link == null)
            {
                return Skip("the link has not started yet; see 'status'");
            }

            if (!_parts.Link.IsConnected())
            {
                return Fail(_parts.Link.Fault ?? "not connected",
                    "check broker.host, broker.port, broker.tls and the account; 'mqtt' shows them");
            }

            if (!_hasBegun)
            {
                _hasBegun = true;
                _parts.Link.BrokerTest.Begin();
            }

            return _parts.Link.BrokerTest.IsRunning ? TestResult.Running : Judge(_parts.Link.Brokers, _parts.Link.BrokerTest);
        }

        TestResult Judge(BrokerChoice brokers, BrokerTest test)
        {
            var faults = "";
            for (var i = 0; i < brokers.Count; i++)
            {
                if (test.FaultOf(i) != null)
                {
                    faults += "; " + brokers.AddressOf(i).ToString() + ": " + test.FaultOf(i);
                }
            }

            var value = "connected to " + brokers.Address.ToString() + faults;
            return faults.Length == 0 ? Pass(value)
                : Fail(value, "check that this broker runs, and its address in broker.host: without it the pedestal has nothing to change to");
        }
    }
}
