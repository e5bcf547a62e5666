using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// Notices a gate whose relay does not follow. A ticket redeemed in front of a gate that stays shut is lost, so the lane
    /// serves nobody then; after 1, 2, 4 ... 10 minutes the next guest is the trial, as no pulse is sent without a decision.
    /// Where a person was at work the next guest is the trial at once: when service mode ends.
    /// </summary>
    public sealed class GateWatch
    {
        /// <summary>Whether the last pulse was confirmed; true where no contact tells.</summary>
        public bool Works = true;

        /// <summary>Time within which the contact follows a pulse, ms.</summary>
        public const int PatienceMilliseconds = 1500;

        const int FirstPauseMilliseconds = 60000;
        const int LongestPauseMilliseconds = 600000;
        readonly IGateService _gate;
        readonly IClock _clock;
        readonly ServiceMode _service;
        readonly Backoff _backoff;
        bool _inService;
        int _openings;
        int _confirmations;
        long _due = long.MaxValue;

        /// <summary>Watches a gate; null for none. Service mode may be null too.</summary>
        public GateWatch(IGateService gate, IClock clock, ServiceMode service)
        {
            _gate = gate;
            _clock = clock;
            _service = service;
            _backoff = new Backoff(clock, FirstPauseMilliseconds, LongestPauseMilliseconds);
        }

        /// <summary>Whether guests may be served.</summary>
        public bool MayServe()
        {
            return Works || _backoff.IsOver;
        }

        /// <summary>Compares pulses with confirmations; to be called at every turn.</summary>
        public void Look()
        {
            if (_gate == null || _gate.Confirmations < 0)
            {
                return;
            }

            var now = _clock.NowMicroseconds();
            if (_gate.Confirmations != _confirmations)
            {
                Works = true;
                _backoff.Reset();
                _due = long.MaxValue;
            }
            else if (_gate.Openings != _openings)
            {
                _due = now + PatienceMilliseconds * 1000L;
            }
            else if (now >= _due)
            {
                _due = long.MaxValue;
                Works = false;
                _backoff.Fail();
            }

            _openings = _gate.Openings;
            _confirmations = _gate.Confirmations;
            LookAtService();
        }

        /// <summary>What the technician's own pulses came to says nothing about the gate that was left behind.</summary>
        void LookAtService()
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
