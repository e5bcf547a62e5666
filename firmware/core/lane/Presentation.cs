using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>The presentation under way: its ledger, what the guest sees of it, and how it ends.</summary>
    public sealed class Presentation
    {
        /// <summary>What the guest experiences now.</summary>
        public LaneState State;

        /// <summary>The last presentation that came to an end.</summary>
        public readonly LaneOutcome Outcome = new LaneOutcome();

        /// <summary>Presentations that came to an end so far.</summary>
        public int Outcomes;

        /// <summary>Id of the last request of the presentation under way; 0 while there is none.</summary>
        public ulong RequestId;

        /// <summary>The budget of this presentation.</summary>
        public readonly LatencyLedger Ledger = new LatencyLedger();

        readonly LaneParts _parts;
        readonly LaneSettings _settings;
        readonly Reporter _reporter;
        readonly LaneCounters _counters;
        readonly PalmQuestion _palm;
        readonly TicketQuestion _ticket;
        Indication _indication = Indication.Working;
        LaneState _shownIn;
        long _changed;
        long _shown;
        long _ended;
        long _handSeen;

        /// <summary>Creates one for the lane's two questions.</summary>
        public Presentation(LaneParts parts, LaneSettings settings, Reporter reporter, LaneCounters counters,
            PalmQuestion palm, TicketQuestion ticket)
        {
            _parts = parts;
            _settings = settings;
            _reporter = reporter;
            _counters = counters;
            _palm = palm;
            _ticket = ticket;
            parts.Indicator.Show(_indication);
        }

        /// <summary>Starts the budget at a time in microseconds.</summary>
        public void Begin(long nowMicroseconds)
        {
            RequestId = 0;
            Ledger.Begin(nowMicroseconds, _settings.BudgetMilliseconds);
        }

        /// <summary>Acts on a decision. Only here a gate opens, only in entry mode, and only on an admission.</summary>
        public void Conclude(EntryWay way, Decision decision)
        {
            if (decision == Decision.Admitted && _settings.Mode == LaneMode.Entry)
            {
                var start = _parts.Clock.NowMicroseconds();
                _parts.Gate.Open();
                Ledger.Charge(Stage.Gate, _parts.Clock.NowMicroseconds() - start);
                Finish(way, decision, OutcomeReason.None, LaneState.Admitted, Indication.Admitted);
            }
            else if (Guidance.IsRefusal(decision))
            {
                Finish(way, decision, OutcomeReason.None, LaneState.Denied, Guidance.For(decision));
            }
            else if (decision == Decision.WrongRole)
            {
                Finish(way, decision, OutcomeReason.None, LaneState.Denied, Indication.Fault);
            }
            else if (decision == Decision.TooLate || decision == Decision.Unavailable || decision == Decision.Refused)
            {
                Finish(way, decision, OutcomeReason.None, LaneState.UseTicket, Indication.UseTicket);
            }
            else
            {
                GiveUp(way, OutcomeReason.BadReply);
            }
        }

        /// <summary>
        /// The code just admitted has been read again: green stays, nothing is asked, and no gate opens. Told once for an admission.
        /// </summary>
        public void StayAdmitted(JustAdmitted admitted)
        {
            if (admitted.IsNews())
            {
                Begin(_parts.Clock.NowMicroseconds());
                RequestId = admitted.RequestId;
                Finish(EntryWay.Ticket, Decision.None, OutcomeReason.JustAdmitted, LaneState.Admitted, Indication.Admitted);
            }
            else
            {
                _ended = _parts.Clock.NowMicroseconds();
                Enter(LaneState.Admitted, Indication.Admitted);
            }
        }

        /// <summary>No decision: the ticket is the way in.</summary>
        public void GiveUp(EntryWay way, OutcomeReason reason)
        {
            Finish(way, Decision.None, reason, LaneState.UseTicket, Indication.UseTicket);
        }

        /// <summary>Ends the presentation: wipes both questions, closes the ledger, shows and reports what came of it.</summary>
        public void Finish(EntryWay way, Decision decision, OutcomeReason reason, LaneState state, Indication indication)
        {
            _palm.Close();
            _ticket.Close();
            _ended = _parts.Clock.NowMicroseconds();
            Ledger.Close(_ended);
            Enter(state, indication);
            Outcome.RequestId = RequestId;
            Outcome.Way = way;
            Outcome.Decision = decision;
            Outcome.Reason = reason;
            Outcome.Camera = _palm.Look.Camera;
            Outcome.Extraction = _palm.Look.Extraction;
            Outcome.Ledger.CopyFrom(Ledger);
            Outcomes++;
            _counters.Count(Outcome);
            _parts.Log.Write(LogLevel.Info, Names.Of(way), decision == Decision.None ? Names.Of(reason) : Names.Of(decision),
                RequestId);
            _reporter.ReportOutcome(Outcome);
        }

        /// <summary>Nothing has come of a question about what is under way: it is wiped, and the guest waits on.</summary>
        public void WaitOn(Indication indication)
        {
            _ticket.Close();
            Enter(LaneState.Idle, indication);
        }

        /// <summary>Whether a result is still shown: for its time, and until the palm is gone for good.</summary>
        public bool ShowsResult()
        {
            if (State != LaneState.Admitted && State != LaneState.Enrolled && State != LaneState.Deleted
                && State != LaneState.Denied && State != LaneState.UseTicket)
            {
                return false;
            }

            var now = _parts.Clock.NowMicroseconds();
            if (_parts.Presence.ReadMillimetres() >= 0)
            {
                _handSeen = now;
            }

            return now - _ended < _settings.ResultMilliseconds * 1000L
                || _handSeen > _ended && now - _handSeen < _settings.LiftedMilliseconds * 1000L;
        }

        /// <summary>Shows again what something else has been shown in place of.</summary>
        public void ShowAgain()
        {
            _parts.Indicator.Show(_indication);
        }

        /// <summary>
        /// Changes what the guest experiences and sees. A hand at the edge of two hints, or a range finder that comes and goes,
        /// would make the ring flicker: a hint, a fault and an unfinished look each stay for a moment. Answers show at once.
        /// </summary>
        public void Enter(LaneState state, Indication indication)
        {
            State = state;
            var now = _parts.Clock.NowMicroseconds();
            if (indication != _indication)
            {
                if (IsHeld(state, now))
                {
                    return;
                }

                _indication = indication;
                _shownIn = state;
                _changed = now;
                _parts.Indicator.Show(indication);
            }

            _shown = now;
        }

        /// <summary>Whether what is shown stays for now: a hint after it was last true, a fault or a look since it began.</summary>
        bool IsHeld(LaneState next, long nowMicroseconds)
        {
            if (next != LaneState.Idle && next != LaneState.Guiding && next != LaneState.Capturing)
            {
                return false;
            }

            var stays = _shownIn == LaneState.Guiding || _shownIn == LaneState.Fault
                || _shownIn == LaneState.Capturing && next == LaneState.Idle;
            var since = _shownIn == LaneState.Guiding ? _shown : _changed;
            return stays && nowMicroseconds - since < _settings.HintMilliseconds * 1000L;
        }
    }
}
