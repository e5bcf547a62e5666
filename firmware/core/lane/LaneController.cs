using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// One entry or enrolment lane: watches for palms and codes, asks the services, and acts on authentic answers that
    /// come within the budget. Call <see cref="Step"/> about every 10 ms from one thread.
    /// </summary>
    public sealed class Lane
    {
        /// <summary>What happened since the start.</summary>
        public readonly LaneCounters Counters = new LaneCounters();

        /// <summary>How its parts are.</summary>
        public readonly LaneHealth Health = new LaneHealth();

        /// <summary>Asks the matcher for a sign of life.</summary>
        public readonly MatcherProbe Probe;

        /// <summary>Asks ticketing for a sign of life.</summary>
        public readonly TicketingProbe TicketingProbe;

        const int MessagesPerStep = 16;
        readonly ILink _link;
        readonly IQrReader _reader;
        readonly CameraCare _camera;
        readonly Reporter _reporter;
        readonly PalmQuestion _palmQuestion;
        readonly TicketQuestion _ticketQuestion;
        readonly Presentation _presentation;
        readonly EnrolmentPath _enrolment;
        readonly Deletion _deletion;
        readonly PalmPath _palm;
        readonly TicketPath _ticket;
        readonly OfflineReports _reports;
        readonly GateWatch _gate;
        readonly IGateService _gateService;
        readonly SystemWatch _system;
        readonly HealthLog _log;
        readonly TurnGuard _guard;
        readonly Enrolment _enrolling;
        readonly JustAdmitted _admitted;
        ulong _lastDropped;

        /// <summary>Puts a lane together; the camera is not touched before the first step.</summary>
        public Lane(LaneParts unguarded, LaneSettings settings)
        {
            var parts = unguarded.Guarded();
            _guard = new TurnGuard(parts.Clock);
            _link = parts.Link;
            _reader = parts.Qr;
            _camera = new CameraCare(parts);
            _gate = new GateWatch(parts.GateService, parts.Clock, parts.Service);
            _gateService = parts.GateService;
            _system = new SystemWatch(parts.System, parts.Time, parts.Clock, parts.Log);
            _log = new HealthLog(parts.Log, Counters, parts.Clock);
            _reporter = new Reporter(parts, settings);
            _palmQuestion = new PalmQuestion(parts, settings);
            _ticketQuestion = new TicketQuestion(parts, settings);
            Probe = new MatcherProbe(parts, settings, _palmQuestion);
            TicketingProbe = new TicketingProbe(parts, settings, _ticketQuestion);
            _presentation = new Presentation(parts, settings, _reporter, Counters, _palmQuestion, _ticketQuestion);
            _admitted = new JustAdmitted(parts, settings);
            _enrolling = new Enrolment(settings);
            _enrolment = new EnrolmentPath(_enrolling, _presentation, parts.Clock, _admitted);
            _deletion = new Deletion(settings, _presentation, parts.Clock, _admitted);
            _palm = new PalmPath(parts, settings, _camera, _palmQuestion, _presentation, _enrolling, _enrolment, _deletion,
                _admitted);
            _ticket = new TicketPath(parts, settings, _ticketQuestion, _presentation, _enrolling, _enrolment, _deletion,
                _admitted);
            _reports = parts.Offline == null ? null : new OfflineReports(parts, _ticketQuestion);
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

        /// <summary>Turns that ended in an exception so far; 0 if all is well.</summary>
        public int Failures
        {
            get { return _guard.Failures; }
        }

        /// <summary>Replies dropped so far: late, repeated, to other questions or forged.</summary>
        public int RepliesDropped
        {
            get { return _palmQuestion.Dropped + _ticketQuestion.Dropped; }
        }

        /// <summary>Codes dropped by the reader so far, because they could not be taken as they were meant.</summary>
        public int CodesDropped
        {
            get { return _reader.Dropped; }
        }

        /// <summary>Why the last of them was dropped.</summary>
        public CodeDrop LastCodeDrop
        {
            get { return _reader.LastDrop; }
        }

        /// <summary>What is at fault now, <see cref="LaneHealth.Fault"/> and the broker; "none" if all is well.</summary>
        public string Fault
        {
            get { return Health.Fault(_link.IsConnected()); }
        }

        /// <summary>Shows on the ring what the lane shows, after something else was shown there.</summary>
        public void ShowAgain()
        {
            _presentation.ShowAgain();
        }

        /// <summary>One turn. Bounded by the camera's time-outs; never waits for the network; never throws.</summary>
        public void Step()
        {
            try
            {
                if (!_guard.MayTurn())
                {
                    // Whoever scanned during the pause may be gone when it ends.
                    _ticket.Discard();
                    return;
                }

                Turn();
                _guard.Passed();
            }
            catch (System.Exception e)
            {
                _guard.Failed();
                _admitted.Forget();
                Health.Lane = false;
                GiveUp();
                _log.TellDefect(e, _presentation.RequestId);
            }
        }

        /// <summary>Whatever was under way is void: no gate opens for it any more.</summary>
        void GiveUp()
        {
            try
            {
                _presentation.Finish(EntryWay.Palm, Decision.None, OutcomeReason.InternalError, LaneState.Fault,
                    Indication.Fault);
            }
            catch (System.Exception)
            {
                // The part that threw is the one that shows or reports; the questions are closed before either.
                _presentation.State = LaneState.Fault;
            }
        }

        void Turn()
        {
            Receive();
            _admitted.Tend(_enrolling.IsOpen || _deletion.IsOpen);
            if (_reports != null && State != LaneState.CheckingTicket)
            {
                _reports.Step();
            }

            switch (State)
            {
                case LaneState.Matching: _palm.Await(); break;
                case LaneState.CheckingTicket: _ticket.Await(); break;
                default: Serve(); break;
            }

            LookAfter();
        }

        void LookAfter()
        {
            _gate.Look();
            if (State == LaneState.Idle || State == LaneState.Fault)
            {
                _system.Look();
            }

            Health.Lane = true;
            Health.Camera = _camera.Status;
            Health.Presence = _palm.PresenceWorks;
            Health.Reader = _ticket.ReaderWorks;
            Health.Gate = _gate.Works;
            Health.GateReleases = _gateService == null || !_gateService.IsPulled || _gateService.Pulse.IsOn();
            Health.Memory = _system.HasMemory;
            Health.ClockWord = _system.TimeWord;
            Health.Matcher = _palmQuestion.IsAnswered;
            Health.Ticketing = _ticketQuestion.IsAnswered;
            Health.Role = _palmQuestion.IsPermitted && _ticketQuestion.IsPermitted;
            _log.LookAtDrops(RepliesDropped, _lastDropped);
            _log.LookAtCodes(CodesDropped, LastCodeDrop);
            _log.Look(Health, _link);
            _reporter.ReportHealth(Health);
        }

        void Receive()
        {
            for (var i = 0; i < MessagesPerStep; i++)
            {
                var message = _link.TryReceive();
                if (message == null)
                {
                    return;
                }

                var dropped = RepliesDropped;
                _palmQuestion.Offer(message);
                _ticketQuestion.Offer(message);
                if (RepliesDropped != dropped)
                {
                    _lastDropped = message.Channel == Channel.MatchReply ? _palmQuestion.LastDropped : _ticketQuestion.LastDropped;
                }
            }
        }

        /// <summary>A code always comes first; a result stays until the palm is gone; without a camera only codes work.</summary>
        void Serve()
        {
            if (!_gate.MayServe())
            {
                _ticket.Discard();
                if (!_presentation.ShowsResult())
                {
                    _presentation.Enter(LaneState.Fault, Indication.Fault);
                }

                return;
            }

            if (_ticket.TakeCode() || _presentation.ShowsResult() || _enrolment.EndIfAbandoned()
                || _ticket.AskConfirmation() || _deletion.EndIfAbandoned())
            {
                return;
            }

            if (_camera.Tend())
            {
                _palm.Watch();
            }
            else
            {
                _presentation.Enter(LaneState.Fault, Indication.Fault);
            }
        }
    }
}
