using Pedestal.Core.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// One entry or enrolment lane: watches for palms and codes, asks the services, and acts on authentic answers that
    /// come within the budget. Call <see cref="Step"/> about every 10 ms from one thread.
    /// </summary>
    public sealed class Lane
    {
        /// <summary>What the guest experiences now.</summary>
        public LaneState State;

        /// <summary>The last presentation that came to an end.</summary>
        public readonly LaneOutcome Outcome = new LaneOutcome();

        /// <summary>Presentations that came to an end so far.</summary>
        public int Outcomes;

        const int MessagesPerStep = 16;
        readonly LaneParts _parts;
        readonly LaneSettings _settings;
        readonly CameraCare _camera;
        readonly Reporter _reporter;
        readonly PalmQuestion _palm;
        readonly TicketQuestion _ticket;
        readonly Enrolment _enrolment;
        readonly LatencyLedger _ledger = new LatencyLedger();
        Indication _indication;
        bool _presenceWorks = true;
        bool _readerWorks = true;
        int _unusable;
        long _resultSince;

        /// <summary>Puts a lane together; nothing is touched before the first step.</summary>
        public Lane(LaneParts parts, LaneSettings settings)
        {
            _parts = parts;
            _settings = settings;
            _camera = new CameraCare(parts);
            _reporter = new Reporter(parts, settings);
            _palm = new PalmQuestion(parts, settings);
            _ticket = new TicketQuestion(parts, settings);
            _enrolment = new Enrolment(settings);
            _indication = Indication.Working;
            parts.Indicator.Show(_indication);
        }

        /// <summary>One turn. Bounded by the camera's time-outs; never waits for the network.</summary>
        public void Step()
        {
            Receive();
            switch (State)
            {
                case LaneState.Matching: AwaitMatcher(); break;
                case LaneState.CheckingTicket: AwaitTicketing(); break;
                default: Serve(); break;
            }

            _reporter.ReportHealth(_camera.Status, _presenceWorks, _readerWorks);
        }

        void Receive()
        {
            for (var i = 0; i < MessagesPerStep; i++)
            {
                var message = _parts.Link.TryReceive();
                if (message == null)
                {
                    return;
                }

                _palm.Offer(message);
                _ticket.Offer(message);
            }
        }

        void Serve()
        {
            if (TakeCode() || ShowsResult())
            {
                return;
            }

            if (_camera.Tend())
            {
                WatchForPalm();
            }
            else
            {
                Enter(LaneState.Fault, Indication.Fault);
            }
        }

        bool TakeCode()
        {
            var length = _ticket.ReadCode();
            _readerWorks = length != QrRead.Failed;
            if (length == 0 || length == QrRead.Failed)
            {
                return false;
            }

            _ledger.Begin(_parts.Clock.NowMicroseconds(), _settings.BudgetMilliseconds);
            if (length == QrRead.TooLong)
            {
                Finish(EntryWay.Ticket, Decision.None, OutcomeReason.CodeTooLong, LaneState.Denied, Indication.NoTicket);
                return true;
            }

            var purpose = _settings.Mode == LaneMode.Entry ? TicketPurpose.RedeemCode : TicketPurpose.OpenEnrolment;
            if (_ticket.Ask(purpose, _ledger))
            {
                Enter(LaneState.CheckingTicket, Indication.Working);
            }
            else
            {
                GiveUp(EntryWay.Ticket, OutcomeReason.LinkDown);
            }

            return true;
        }

        /// <summary>A result stays for its time and until the palm is gone.</summary>
        bool ShowsResult()
        {
            return (State == LaneState.Admitted || State == LaneState.Enrolled || State == LaneState.Denied
                    || State == LaneState.UseTicket)
                && (_parts.Clock.NowMicroseconds() - _resultSince < _settings.ResultMilliseconds * 1000L
                    || _parts.Presence.ReadMillimetres() >= 0);
        }

        void WatchForPalm()
        {
            var now = _parts.Clock.NowMicroseconds();
            if (_enrolment.IsAbandoned(now))
            {
                _ledger.Begin(now, _settings.BudgetMilliseconds);
                EndEnrolment(Decision.None, OutcomeReason.Abandoned);
                return;
            }

            var distance = _parts.Presence.ReadMillimetres();
            _presenceWorks = distance != Presence.Failed;
            if (distance < 0)
            {
                _unusable = 0;
                _enrolment.MustLift = false;
                Enter(LaneState.Idle, Invitation());
            }
            else if (_settings.Mode == LaneMode.Enrolment && (!_enrolment.IsOpen || _enrolment.MustLift))
            {
                Enter(LaneState.Idle, Invitation());
            }
            else if (distance < _settings.NearestMillimetres)
            {
                Enter(LaneState.Guiding, Indication.MoveAway);
            }
            else if (distance > _settings.FarthestMillimetres)
            {
                Enter(LaneState.Guiding, Indication.ComeCloser);
            }
            else
            {
                _ledger.Begin(now, _settings.BudgetMilliseconds);
                _ledger.Charge(Stage.Presence, _parts.Clock.NowMicroseconds() - now);
                LookAtPalm();
            }
        }

        Indication Invitation()
        {
            return _settings.Mode == LaneMode.Entry ? Indication.Ready : _enrolment.Instruction();
        }

        void LookAtPalm()
        {
            var way = _enrolment.IsOpen ? EntryWay.Sample : EntryWay.Palm;
            Enter(LaneState.Capturing, Indication.HoldStill);
            if (_palm.TakeLook(_ledger))
            {
                if (_palm.Ask(_enrolment, _ledger))
                {
                    Enter(LaneState.Matching, Indication.Working);
                }
                else
                {
                    GiveUp(way, OutcomeReason.LinkDown);
                }
            }
            else if (_palm.Look.Camera != CameraStatus.Ok)
            {
                _camera.Report(_palm.Look.Camera);
                GiveUp(way, OutcomeReason.CameraFailed);
            }
            else if (++_unusable >= _settings.UnusableCaptures)
            {
                GiveUp(way, OutcomeReason.CaptureUnusable);
            }
            else
            {
                Enter(LaneState.Guiding, Guidance.For(_palm.Look.Extraction));
            }
        }

        void AwaitMatcher()
        {
            var way = _enrolment.IsOpen ? EntryWay.Sample : EntryWay.Palm;
            switch (_palm.Poll(_ledger))
            {
                case Answer.Waiting: return;
                case Answer.OutOfTime: GiveUp(way, OutcomeReason.NoReplyInTime); return;
                case Answer.Unfit: GiveUp(way, OutcomeReason.BadReply); return;
            }

            var decision = _palm.Reply.Decision;
            _palm.Close();
            if (_enrolment.IsOpen)
            {
                FollowEnrolment(decision);
            }
            else if (decision == Decision.NotRecognised && MayLookAgain())
            {
                LookAtPalm();
            }
            else
            {
                Conclude(EntryWay.Palm, decision);
            }
        }

        bool MayLookAgain()
        {
            var distance = _parts.Presence.ReadMillimetres();
            return distance >= _settings.NearestMillimetres && distance <= _settings.FarthestMillimetres
                && _ledger.RemainingMilliseconds(_parts.Clock.NowMicroseconds()) >= _settings.SecondLookMilliseconds;
        }

        void AwaitTicketing()
        {
            switch (_ticket.Poll(_ledger))
            {
                case Answer.Waiting: return;
                case Answer.OutOfTime: GiveUp(EntryWay.Ticket, OutcomeReason.NoReplyInTime); return;
                case Answer.Unfit: GiveUp(EntryWay.Ticket, OutcomeReason.BadReply); return;
            }

            var decision = _ticket.Reply.Decision;
            if (_settings.Mode == LaneMode.Enrolment && decision == Decision.EnrolmentOpened)
            {
                _enrolment.Open(_ticket.Reply.Link, _parts.Clock.NowMicroseconds());
                _ticket.Close();
                Finish(EntryWay.Ticket, decision, OutcomeReason.None, LaneState.Idle, _enrolment.Instruction());
            }
            else
            {
                _ticket.Close();
                Conclude(EntryWay.Ticket, decision);
            }
        }

        /// <summary>Acts on a decision. Only here a gate opens, only in entry mode, and only on an admission.</summary>
        void Conclude(EntryWay way, Decision decision)
        {
            if (decision == Decision.Admitted && _settings.Mode == LaneMode.Entry)
            {
                var start = _parts.Clock.NowMicroseconds();
                _parts.Gate.Open(_settings.GatePulseMilliseconds);
                _ledger.Charge(Stage.Gate, _parts.Clock.NowMicroseconds() - start);
                Finish(way, decision, OutcomeReason.None, LaneState.Admitted, Indication.Admitted);
            }
            else if (Guidance.IsRefusal(decision))
            {
                Finish(way, decision, OutcomeReason.None, LaneState.Denied, Guidance.For(decision));
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

        void FollowEnrolment(Decision decision)
        {
            var now = _parts.Clock.NowMicroseconds();
            if (decision == Decision.SampleAccepted)
            {
                _enrolment.Accept(now);
                Finish(EntryWay.Sample, decision, OutcomeReason.None, LaneState.Idle, Indication.LiftPalm);
            }
            else if (decision == Decision.SampleRejected && _enrolment.Reject(now))
            {
                Finish(EntryWay.Sample, decision, OutcomeReason.None, LaneState.Idle, Indication.LiftPalm);
            }
            else
            {
                EndEnrolment(decision, OutcomeReason.None);
            }
        }

        void EndEnrolment(Decision decision, OutcomeReason reason)
        {
            _enrolment.Close();
            if (decision == Decision.Enrolled)
            {
                Finish(EntryWay.Enrolment, decision, reason, LaneState.Enrolled, Indication.Enrolled);
            }
            else
            {
                Finish(EntryWay.Enrolment, decision, reason, LaneState.Denied, Indication.EnrolmentFailed);
            }
        }

        /// <summary>No decision. An enrolment's sample is taken again; otherwise the ticket is the way in.</summary>
        void GiveUp(EntryWay way, OutcomeReason reason)
        {
            if (way != EntryWay.Sample)
            {
                Finish(way, Decision.None, reason, LaneState.UseTicket, Indication.UseTicket);
            }
            else if (_enrolment.Reject(_parts.Clock.NowMicroseconds()))
            {
                Finish(way, Decision.None, reason, LaneState.Idle, Indication.LiftPalm);
            }
            else
            {
                EndEnrolment(Decision.None, reason);
            }
        }

        void Finish(EntryWay way, Decision decision, OutcomeReason reason, LaneState state, Indication indication)
        {
            _palm.Close();
            _ticket.Close();
            _resultSince = _parts.Clock.NowMicroseconds();
            _ledger.Close(_resultSince);
            _unusable = 0;
            Enter(state, indication);
            Outcome.RequestId = way == EntryWay.Ticket ? _ticket.RequestId : _palm.RequestId;
            Outcome.Way = way;
            Outcome.Decision = decision;
            Outcome.Reason = reason;
            Outcome.Camera = _palm.Look.Camera;
            Outcome.Extraction = _palm.Look.Extraction;
            Outcome.Ledger.CopyFrom(_ledger);
            Outcomes++;
            _reporter.ReportOutcome(Outcome);
        }

        void Enter(LaneState state, Indication indication)
        {
            State = state;
            if (indication != _indication)
            {
                _indication = indication;
                _parts.Indicator.Show(indication);
            }
        }
    }
}
