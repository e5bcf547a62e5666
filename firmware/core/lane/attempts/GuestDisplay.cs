using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Hal;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>What the guest experiences, and what the ring shows of it.</summary>
    public sealed class GuestDisplay
    {
        readonly IIndicator _indicator;
        readonly IPresenceSensor _presence;
        readonly IClock _clock;
        readonly LaneSettings _settings;
        Indication _indication = Indication.Working;
        LaneState _shownIn;
        long _changed;
        long _shown;
        long _ended;
        long _handSeen;

        /// <summary>Shows that the lane is at work.</summary>
        public GuestDisplay(LaneParts parts, LaneSettings settings)
        {
            _indicator = parts.Indicator;
            _presence = parts.Presence;
            _clock = parts.Clock;
            _settings = settings;
            _indicator.Show(_indication);
        }

        /// <summary>What the guest experiences now.</summary>
        public LaneState State { get; private set; }

        /// <summary>Shows again what something else has been shown in place of.</summary>
        public void ShowAgain()
        {
            _indicator.Show(_indication);
        }

        /// <summary>
        /// Changes what the guest experiences and sees. A hand at the edge of two hints, or a range finder that comes and goes,
        /// would make the ring flicker: a hint, a fault and an unfinished capture each stay for a moment. Results show at once.
        /// </summary>
        public void Enter(LaneState state, Indication indication)
        {
            State = state;
            var now = _clock.NowMicroseconds();
            if (indication != _indication)
            {
                if (IsHeld(state, now))
                {
                    return;
                }

                _indication = indication;
                _shownIn = state;
                _changed = now;
                _indicator.Show(indication);
            }

            _shown = now;
        }

        /// <summary>Shows what came of an attempt, or shows it for longer.</summary>
        public void EnterResult(LaneState state, Indication indication)
        {
            _ended = _clock.NowMicroseconds();
            Enter(state, indication);
        }

        /// <summary>Out of order, where nothing can be shown any more.</summary>
        public void Fail()
        {
            State = LaneState.Fault;
        }

        /// <summary>Whether a result is still shown: for its time, and until the palm is gone for good.</summary>
        public bool ShowsResult()
        {
            if (State != LaneState.Admitted && State != LaneState.Enrolled && State != LaneState.Deleted
                && State != LaneState.Denied && State != LaneState.UseTicket)
            {
                return false;
            }

            var now = _clock.NowMicroseconds();
            if (_presence.ReadMillimetres() >= 0)
            {
                _handSeen = now;
            }

            return now - _ended < _settings.ResultMilliseconds * 1000L
                || _handSeen > _ended && now - _handSeen < _settings.LiftedMilliseconds * 1000L;
        }

        /// <summary>Whether what is shown stays for now: a hint after it was last true, a fault or a capture since it began.</summary>
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
