using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Hal;

namespace Pedestal.Core.Lane.Gate
{
    /// <summary>
    /// The only holder of the gate: whoever wants it open says why. A ticket redeemed in front of a gate that stays shut is lost, so
    /// while the relay does not follow nobody is served and no guest's opening is tried; after 1, 2, 4 ... 10 minutes the next guest is
    /// the trial, as no pulse is sent without a decision. Where a person was at work the next guest is the trial at once: when service
    /// mode ends. By hand, a gate opens at any time but during the pulse before. For the lane's thread.
    /// </summary>
    public sealed class GateKeeper
    {
        /// <summary>Time within which the contact follows a pulse, ms.</summary>
        public const int PatienceMilliseconds = 1500;

        const int FirstPauseMilliseconds = 60000;
        const int LongestPauseMilliseconds = 600000;
        readonly IGate _gate;
        readonly IClock _clock;
        readonly ServiceMode _service;
        readonly EventLog _log;
        readonly Backoff _backoff;
        bool _follows = true;
        bool _inService;
        int _openings;
        int _confirmations;
        long _due = long.MaxValue;

        /// <summary>Keeps a gate; service mode may be null.</summary>
        public GateKeeper(IGate gate, IClock clock, ServiceMode service, EventLog log)
        {
            _gate = gate;
            _clock = clock;
            _service = service;
            _log = log;
            _backoff = new Backoff(clock, FirstPauseMilliseconds, LongestPauseMilliseconds);
        }

        /// <summary>How the gate is.</summary>
        public GateState State
        {
            get
            {
                return _gate.IsPulled && !_gate.Pulse.IsOn() ? GateState.StuckOpen
                    : _follows ? GateState.Ok
                    : GateState.NoFeedback;
            }
        }

        /// <summary>Whether guests may be served.</summary>
        public bool MayServe
        {
            get { return _follows || _backoff.IsOver; }
        }

        /// <summary>Pulses sent so far.</summary>
        public int Openings
        {
            get { return _gate.Openings; }
        }

        /// <summary>Pulses that the relay's feedback contact confirmed; -1 where no such contact is wired.</summary>
        public int Confirmations
        {
            get { return _gate.Confirmations; }
        }

        /// <summary>Passages that the turnstile told of; 0 where it does not tell.</summary>
        public int Passages
        {
            get { return _gate.Passages; }
        }

        /// <summary>Whether the relay is pulled now; false where no feedback contact is wired.</summary>
        public bool IsPulled
        {
            get { return _gate.IsPulled; }
        }

        /// <summary>The pulse, whose length is set by the hardware.</summary>
        public GatePulse Pulse
        {
            get { return _gate.Pulse; }
        }

        /// <summary>Opens the gate for a request, 0 for none; false if it must stay shut.</summary>
        public bool Open(OpeningReason reason, ulong request)
        {
            if (!MayOpen(reason))
            {
                return false;
            }

            Tell(reason, request);
            _gate.Open();
            return true;
        }

        /// <summary>
        /// Opens the gate and holds its trigger until <see cref="Release"/>, for the self test: a pulse that ends all the same ends in
        /// hardware. False if it must stay shut.
        /// </summary>
        public bool Hold()
        {
            if (!MayOpen(OpeningReason.SelfTest))
            {
                return false;
            }

            Tell(OpeningReason.SelfTest, 0);
            _gate.Hold();
            return true;
        }

        /// <summary>Takes the trigger off.</summary>
        public void Release()
        {
            _gate.Release();
        }

        /// <summary>Compares pulses with confirmations; to be called at every turn.</summary>
        public void Watch()
        {
            if (_gate.Confirmations < 0)
            {
                return;
            }

            if (_gate.Confirmations != _confirmations)
            {
                _follows = true;
                _backoff.Reset();
                _due = long.MaxValue;
            }
            else if (_gate.Openings != _openings)
            {
                _due = _clock.NowMicroseconds() + PatienceMilliseconds * 1000L;
            }
            else if (_clock.NowMicroseconds() >= _due)
            {
                _due = long.MaxValue;
                _follows = false;
                _backoff.Fail();
            }

            _openings = _gate.Openings;
            _confirmations = _gate.Confirmations;
            WatchService();
        }

        bool MayOpen(OpeningReason reason)
        {
            return reason < OpeningReason.Remote ? MayServe : !_gate.Pulse.IsOn();
        }

        /// <summary>Guests' openings are in the log as what came of their attempts.</summary>
        void Tell(OpeningReason reason, ulong request)
        {
            if (reason >= OpeningReason.Remote)
            {
                _log.Write(LogLevel.Warning, "gate",
                    reason == OpeningReason.Remote ? "opened by an operator" : "opened by the self test", request);
            }
        }

        /// <summary>What the technician's own pulses came to says nothing about the gate that was left behind.</summary>
        void WatchService()
        {
            var inService = _service != null && _service.IsOn;
            if (_inService && !inService)
            {
                _due = long.MaxValue;
                _backoff.Reset();
            }

            _inService = inService;
        }
    }
}
