using Pedestal.Protocol;

namespace Pedestal.Core
{
    /// <summary>Ticketing answers a sealed question within the lane's budget, and so do the tickets behind it.</summary>
    public sealed class TicketingItem : SelfTestItem
    {
        readonly ConsoleParts _parts;
        int _outcomes;
        bool _asked;

        /// <summary>Tests the ticketing of the parts.</summary>
        public TicketingItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "ticketing"; }
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

            var probe = lane.TicketingProbe;
            if (!_asked)
            {
                if (probe.IsBusy)
                {
                    return TestResult.Running;
                }

                _asked = true;
                _outcomes = lane.Outcomes;
                return probe.Begin() ? TestResult.Running : Skip("the link takes nothing now; run 'selftest ticketing' again");
            }

            if (probe.IsOvertaken || lane.Outcomes != _outcomes)
            {
                return Skip("a guest came first; run 'selftest ticketing' again");
            }

            switch (probe.Poll())
            {
                case Answer.Waiting: return TestResult.Running;
                case Answer.Here: return Judge(probe);
                case Answer.Unfit: return Fail("unfit reply", "ticketing and pedestal are of different versions");
                default:
                    return Fail("no authentic reply",
                        "check that ticketing runs and knows this device: venue, device, ticket.key, and its clock");
            }
        }

        TestResult Judge(TicketingProbe probe)
        {
            var value = ((probe.Microseconds + 999) / 1000).ToString() + " ms, " + Names.Of(probe.Decision);
            return probe.Decision == Decision.WrongRole ? Fail(value, RoleAdvice(_parts.Settings.Lane.Mode))
                : probe.Decision == Decision.Unavailable || probe.Decision == Decision.TooLate
                ? Fail(value, "ticketing runs, but its tickets do not answer: check its database or the system behind it")
                : Pass(value);
        }
    }
}
