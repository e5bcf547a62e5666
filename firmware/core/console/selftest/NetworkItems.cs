using Pedestal.Protocol;

namespace Pedestal.Core
{
    /// <summary>The network gave an address.</summary>
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
                return Skip("the network is not started yet; see 'status'");
            }

            return _parts.Network.IsUp()
                ? Pass(_parts.Network.Address())
                : Fail("no address", "check wifi.ssid and wifi.password, and the signal at this place");
        }
    }

    /// <summary>The broker is connected.</summary>
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
                return Skip("the link is not started yet; see 'status'");
            }

            if (_parts.Link.IsConnected())
            {
                return Pass("connected");
            }

            var trouble = _parts.Link.Trouble;
            return Fail(trouble == null ? "not connected" : trouble,
                "check broker.host, broker.port, broker.tls and the account; 'mqtt' shows them");
        }
    }

    /// <summary>The matcher answers a sealed question within the lane's budget.</summary>
    public sealed class MatcherItem : SelfTestItem
    {
        readonly ConsoleParts _parts;
        int _outcomes;
        bool _asked;

        /// <summary>Tests the matcher of the parts.</summary>
        public MatcherItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "matcher"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get
            {
                return _parts.Settings == null ? "" : "at most " + _parts.Settings.Lane.BudgetMilliseconds.ToString() + " ms";
            }
        }

        /// <inheritdoc/>
        public override bool NeedsFreeLane
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            _asked = false;
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            var lane = _parts.Lane;
            if (lane == null || !_parts.Link.IsConnected())
            {
                return Skip("needs the broker");
            }

            if (!_asked)
            {
                _asked = true;
                _outcomes = lane.Outcomes;
                return lane.Probe.Begin() ? TestResult.Running : Skip("the link takes nothing now; run 'selftest matcher' again");
            }

            if (lane.Probe.IsOvertaken || lane.Outcomes != _outcomes)
            {
                return Skip("a guest came first; run 'selftest matcher' again");
            }

            switch (lane.Probe.Poll())
            {
                case Answer.Waiting: return TestResult.Running;
                case Answer.Here: return Judge(lane.Probe);
                case Answer.Unfit: return Fail("unfit reply", "matcher and pedestal are of different versions");
                default:
                    return Fail("no authentic reply",
                        "check that the matcher runs and knows this device: venue, device, match.key, and its clock");
            }
        }

        TestResult Judge(MatcherProbe probe)
        {
            var value = ((probe.Microseconds + 999) / 1000).ToString() + " ms, " + Names.Of(probe.Decision);
            return probe.Decision == Decision.WrongRole ? Fail(value, RoleAdvice(_parts.Settings.Lane.Mode)) : Pass(value);
        }
    }
}
