using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Hal;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>The guest's experience and how the ring shows it.</summary>
    public sealed class GuestDisplay
    {
        readonly IIndicator _indicator;
        readonly IPresenceSensor _presence;
        readonly IClock _clock;
        readonly LaneSettings _settings;
        Indication _indication = Indication.Working;
        int _count;
        LaneState _shownIn;
        long _changed;
        long _shown;
        long _ended;
        long _handSeen;

        /// <summary>Shows the lane's states.</summary>
        public GuestDisplay(LaneParts parts, LaneSettings settings)
        {
            _indicator = parts.Indicator;
            _presence = parts.Presence;
            _clock = parts.Clock;
            _settings = settings;
            _indicator.Show(_indication);
        }

        /// <summary>The guest's experience now.</summary>
        public LaneState State { get; private set; }

        /// <summary>Shows the indication again after something else was shown.</summary>
        public void ShowAgain()
        {
            _indicator.Show(_indication, _count);
        }

        /// <summary>
        /// Changes the guest's experience and indication. A hand at the edge between two hints, or an intermittent range
        /// finder, would make the ring flicker, so a hint, a fault and an unfinished capture each stay for a moment. Results
        /// show at once.
        /// </summary>
        /// <param name="state">The experience.</param>
        /// <param name="indication">The indication.</param>
        /// <param name="count">The number of companions for whose indication that is.</param>
        public void Enter(LaneState state, Indication indication, int count = 0)
        {
            State = state;
            var now = _clock.NowMicroseconds();
            if (indication != _indication || count != _count)
            {
                if (IsHeld(state, now))
                {
                    return;
                }

                _indication = indication;
                _count = count;
                _shownIn = state;
                _changed = now;
                _indicator.Show(indication, count);
            }

            _shown = now;
        }

        /// <summary>Shows the result of an attempt, or shows it for longer.</summary>
        public void EnterResult(LaneState state, Indication indication, int count = 0)
        {
            _ended = _clock.NowMicroseconds();
            Enter(state, indication, count);
        }

        /// <summary>Out of order, when nothing can be shown any more.</summary>
        public void Fail()
        {
            State = LaneState.Fault;
        }

        /// <summary>Whether a result is still shown: for its time, and until the palm is really gone.</summary>
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

        /// <summary>
        /// Whether the present indication stays for now: a hint after it was last true, a fault or a capture since it began.
        /// </summary>
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
