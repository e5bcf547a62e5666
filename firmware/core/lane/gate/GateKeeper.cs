using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Hal;

namespace Pedestal.Core.Lane.Gate
{
    /// <summary>
    /// The only holder of the gate; every opening needs a reason. A guest admitted at a gate that stays shut cannot pass,
    /// so while the relay does not follow, nobody is served and no guest's opening is tried. After 1, 2, 4 ... 10 minutes the
    /// next guest is the trial, because no pulse is sent without a decision. After service mode, in which a person may have
    /// repaired the gate, the next guest is the trial at once. By hand the gate opens at any time except during the previous
    /// pulse. For the lane's thread.
    /// </summary>
    public sealed class GateKeeper
    {
        /// <summary>Time within which the contact must follow a pulse, in ms.</summary>
        public const int PatienceMilliseconds = 1500;

        const int FirstPauseMilliseconds = 60000;
        const int LongestPauseMilliseconds = 600000;
        /// <summary>Whether the gate opens for nobody and nothing, as in capture mode.</summary>
        public bool StaysShut;

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

        /// <summary>The state of the gate.</summary>
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

        /// <summary>Pulses sent so far by an operator or the self test.</summary>
        public int OpeningsByHand { get; private set; }

        /// <summary>How often the relay did not follow its pulses in time.</summary>
        public int Failures { get; private set; }

        /// <summary>Pulses confirmed by the relay's feedback contact; -1 where no such contact is wired.</summary>
        public int Confirmations
        {
            get { return _gate.Confirmations; }
        }

        /// <summary>Passages reported by the turnstile; 0 if it reports none.</summary>
        public int Passages
        {
            get { return _gate.Passages; }
        }

        /// <summary>Whether the relay is pulled now; false where no feedback contact is wired.</summary>
        public bool IsPulled
        {
            get { return _gate.IsPulled; }
        }

        /// <summary>The pulse, whose length is set in hardware.</summary>
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
        /// Opens the gate and holds its trigger until <see cref="Release"/>, for the self test: a pulse that still ends is
        /// ended by hardware. False if the gate must stay shut.
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

        /// <summary>Releases the trigger.</summary>
        public void Release()
        {
            _gate.Release();
        }

        /// <summary>Compares pulses with confirmations; call it at every turn.</summary>
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
                Failures++;
                _backoff.Fail();
            }

            _openings = _gate.Openings;
            _confirmations = _gate.Confirmations;
            WatchService();
        }

        bool MayOpen(OpeningReason reason)
        {
            return !StaysShut && (reason < OpeningReason.Remote ? MayServe : !_gate.Pulse.IsOn());
        }

        /// <summary>Counts and logs openings by hand; guests' openings are logged with their attempts.</summary>
        void Tell(OpeningReason reason, ulong request)
        {
            if (reason >= OpeningReason.Remote)
            {
                OpeningsByHand++;
                _log.Write(LogLevel.Warning, "gate",
                    reason == OpeningReason.Remote ? "opened by an operator" : "opened by the self test", request);
            }
        }

        /// <summary>The technician's own pulses say nothing about the state in which the gate was left.</summary>
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
