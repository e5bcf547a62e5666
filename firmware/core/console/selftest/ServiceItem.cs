using Pedestal.Core.Lane;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Settings;
using Pedestal.Protocol;

namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>Tests that a service replies to a sealed request within the lane's budget.</summary>
    public abstract class ServiceItem : SelfTestItem
    {
        readonly ConsoleParts _parts;
        readonly string _name;
        readonly string _key;
        int _outcomes;
        bool _isAsked;

        /// <summary>Tests the service with a name, whose key is the setting with another name.</summary>
        protected ServiceItem(ConsoleParts parts, string name, string key)
        {
            _parts = parts;
            _name = name;
            _key = key;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return _name; }
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
            _isAsked = false;
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            var lane = _parts.Lane;
            if (lane == null || !_parts.Link.IsConnected())
            {
                return Skip("needs the broker");
            }

            var probe = ProbeOf(lane);
            if (!_isAsked)
            {
                return probe.IsBusy ? TestResult.Running : Ask(lane, probe);
            }

            if (probe.IsOvertaken || lane.Outcomes != _outcomes)
            {
                return Skip("a guest came first; run 'selftest " + _name + "' again");
            }

            switch (probe.Poll())
            {
                case RequestState.Waiting: return TestResult.Running;
                case RequestState.Replied: return Judge(probe);
                case RequestState.Unfit: return Fail("unfit reply", _name + " and pedestal have different versions");
                default:
                    return Fail("no authentic reply",
                        "check that " + Caller + " runs and knows this device: venue, device, " + _key + ", and its clock");
            }
        }

        /// <summary>The service's name in a sentence.</summary>
        protected abstract string Caller { get; }

        /// <summary>The probe that sends a request to it.</summary>
        protected abstract ServiceProbe ProbeOf(LaneController lane);

        /// <summary>Advice about a decision; null when the decision shows that the service works.</summary>
        protected virtual string AdviceOn(Decision decision)
        {
            var mode = SettingsWords.Of(_parts.Settings.Lane.Mode);
            return decision != Decision.WrongRole ? null
                : "the pedestal's keys have no role " + mode + ": 'venue provision --roles " + mode
                    + "' creates keys that have it, or set another mode";
        }

        TestResult Ask(LaneController lane, ServiceProbe probe)
        {
            _isAsked = true;
            _outcomes = lane.Outcomes;
            return probe.Begin() ? TestResult.Running : Skip("the link cannot send now; run 'selftest " + _name + "' again");
        }

        TestResult Judge(ServiceProbe probe)
        {
            var value = ((probe.Microseconds + 999) / 1000).ToString() + " ms, " + DecisionTable.Of(probe.Decision).Word;
            var advice = AdviceOn(probe.Decision);
            return advice == null ? Pass(value) : Fail(value, advice);
        }
    }

    /// <summary>Tests the matcher.</summary>
    public sealed class MatcherItem : ServiceItem
    {
        /// <summary>Tests the matcher of the parts.</summary>
        public MatcherItem(ConsoleParts parts)
            : base(parts, "matcher", SettingNames.MatchKey)
        {
        }

        /// <inheritdoc/>
        protected override string Caller
        {
            get { return "the matcher"; }
        }

        /// <inheritdoc/>
        protected override ServiceProbe ProbeOf(LaneController lane)
        {
            return lane.MatcherProbe;
        }
    }

    /// <summary>Tests ticketing and the ticket system behind it.</summary>
    public sealed class TicketingItem : ServiceItem
    {
        /// <summary>Tests the ticketing of the parts.</summary>
        public TicketingItem(ConsoleParts parts)
            : base(parts, "ticketing", SettingNames.TicketKey)
        {
        }

        /// <inheritdoc/>
        protected override string Caller
        {
            get { return "ticketing"; }
        }

        /// <inheritdoc/>
        protected override ServiceProbe ProbeOf(LaneController lane)
        {
            return lane.TicketingProbe;
        }

        /// <inheritdoc/>
        protected override string AdviceOn(Decision decision)
        {
            return decision == Decision.Unavailable || decision == Decision.TooLate
                ? "ticketing runs, but its ticket store does not reply: check its database or the external system"
                : base.AdviceOn(decision);
        }
    }
}
