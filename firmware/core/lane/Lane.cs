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
        const int MessagesPerStep = 16;
        readonly LaneParts _parts;
        readonly LaneSettings _settings;
        readonly CameraCare _camera;
        readonly Reporter _reporter;
        readonly PalmQuestion _palm;
        readonly TicketQuestion _ticket;
        readonly Presentation _presentation;
        readonly Enrolment _enrolment;
        readonly EnrolmentPath _enrolmentPath;
        bool _presenceWorks = true;
        bool _readerWorks = true;
        bool _lookedTwice;
        int _unusable;

        /// <summary>Puts a lane together; the camera is not touched before the first step.</summary>
        public Lane(LaneParts parts, LaneSettings settings)
        {
            _parts = parts;
            _settings = settings;
            _camera = new CameraCare(parts);
            _reporter = new Reporter(parts, settings);
            _palm = new PalmQuestion(parts, settings);
            _ticket = new TicketQuestion(parts, settings);
            _presentation = new Presentation(parts, settings, _reporter, _palm, _ticket);
            _enrolment = new Enrolment(settings);
            _enrolmentPath = new EnrolmentPath(_enrolment, _presentation, parts.Clock);
        }

        /// <summary>What the guest experiences now.</summary>
        public LaneState State
        {
            get { return _presentation.State; }
        }

        /// <summary>The last presentation that came to an end.</summary>
        public LaneOutcome Outcome
        {
            get { return _presentation.Outcome; }
        }

        /// <summary>Presentations that came to an end so far.</summary>
        public int Outcomes
        {
            get { return _presentation.Outcomes; }
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
            if (TakeCode() || _presentation.ShowsResult())
            {
                return;
            }

            _enrolmentPath.EndIfAbandoned();
            if (_camera.Tend())
            {
                WatchForPalm();
            }
            else
            {
                _presentation.Enter(LaneState.Fault, Indication.Fault);
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

            _presentation.Begin(_parts.Clock.NowMicroseconds());
            if (length == QrRead.TooLong)
            {
                _presentation.Finish(EntryWay.Ticket, Decision.None, OutcomeReason.CodeTooLong, LaneState.Denied,
                    Indication.NoTicket);
                return true;
            }

            var purpose = _settings.Mode == LaneMode.Entry ? TicketPurpose.RedeemCode : TicketPurpose.OpenEnrolment;
            if (_ticket.Ask(purpose, _presentation.Ledger))
            {
                _presentation.Enter(LaneState.CheckingTicket, Indication.Working);
            }
            else
            {
                _presentation.GiveUp(EntryWay.Ticket, OutcomeReason.LinkDown);
            }

            return true;
        }

        void WatchForPalm()
        {
            var now = _parts.Clock.NowMicroseconds();
            var distance = _parts.Presence.ReadMillimetres();
            _presenceWorks = distance != Presence.Failed;
            if (distance < 0)
            {
                _unusable = 0;
                _enrolment.MustLift = false;
                _presentation.Enter(LaneState.Idle, Invitation());
            }
            else if (_settings.Mode == LaneMode.Enrolment && (!_enrolment.IsOpen || _enrolment.MustLift))
            {
                _presentation.Enter(LaneState.Idle, Invitation());
            }
            else if (distance < _settings.NearestMillimetres)
            {
                _presentation.Enter(LaneState.Guiding, Indication.MoveAway);
            }
            else if (distance > _settings.FarthestMillimetres)
            {
                _presentation.Enter(LaneState.Guiding, Indication.ComeCloser);
            }
            else
            {
                _lookedTwice = false;
                _presentation.Begin(now);
                _presentation.Ledger.Charge(Stage.Presence, _parts.Clock.NowMicroseconds() - now);
                LookAtPalm();
            }
        }

        Indication Invitation()
        {
            return _settings.Mode == LaneMode.Entry ? Indication.Ready : _enrolment.Instruction();
        }

        void LookAtPalm()
        {
            _presentation.Enter(LaneState.Capturing, Indication.HoldStill);
            if (_palm.TakeLook(_presentation.Ledger))
            {
                _unusable = 0;
                if (_palm.Ask(_enrolment, _presentation.Ledger))
                {
                    _presentation.Enter(LaneState.Matching, Indication.Working);
                }
                else
                {
                    GiveUpPalm(OutcomeReason.LinkDown);
                }
            }
            else if (_palm.Look.Camera != CameraStatus.Ok)
            {
                _camera.Report(_palm.Look.Camera);
                GiveUpPalm(OutcomeReason.CameraFailed);
            }
            else if (++_unusable >= _settings.UnusableCaptures)
            {
                _unusable = 0;
                GiveUpPalm(OutcomeReason.CaptureUnusable);
            }
            else
            {
                _presentation.Enter(LaneState.Guiding, Guidance.For(_palm.Look.Extraction));
            }
        }

        void AwaitMatcher()
        {
            switch (_palm.Poll(_presentation.Ledger))
            {
                case Answer.Waiting: return;
                case Answer.OutOfTime: GiveUpPalm(OutcomeReason.NoReplyInTime); return;
                case Answer.Unfit: GiveUpPalm(OutcomeReason.BadReply); return;
            }

            var decision = _palm.Reply.Decision;
            _palm.Close();
            if (_enrolment.IsOpen)
            {
                _enrolmentPath.Follow(decision);
            }
            else if (decision == Decision.NotRecognised && MayLookAgain())
            {
                _lookedTwice = true;
                LookAtPalm();
            }
            else
            {
                _presentation.Conclude(EntryWay.Palm, decision);
            }
        }

        bool MayLookAgain()
        {
            var distance = _parts.Presence.ReadMillimetres();
            return !_lookedTwice && distance >= _settings.NearestMillimetres && distance <= _settings.FarthestMillimetres
                && _presentation.Ledger.RemainingMilliseconds(_parts.Clock.NowMicroseconds())
                    >= _settings.SecondLookMilliseconds;
        }

        void GiveUpPalm(OutcomeReason reason)
        {
            if (_enrolment.IsOpen)
            {
                _enrolmentPath.TakeAgain(Decision.None, reason);
            }
            else
            {
                _presentation.GiveUp(EntryWay.Palm, reason);
            }
        }

        void AwaitTicketing()
        {
            switch (_ticket.Poll(_presentation.Ledger))
            {
                case Answer.Waiting: return;
                case Answer.OutOfTime: _presentation.GiveUp(EntryWay.Ticket, OutcomeReason.NoReplyInTime); return;
                case Answer.Unfit: _presentation.GiveUp(EntryWay.Ticket, OutcomeReason.BadReply); return;
            }

            if (_settings.Mode == LaneMode.Enrolment && _ticket.Reply.Decision == Decision.EnrolmentOpened)
            {
                _enrolmentPath.Open(_ticket.Reply);
            }
            else
            {
                _presentation.Conclude(EntryWay.Ticket, _ticket.Reply.Decision);
            }
        }
    }
}
