using Pedestal.Hal;

namespace Pedestal.Core.Guidance
{
    /// <summary>
    /// Shows indications on the ring and plays their patterns on the buzzer, as <see cref="IndicationTable"/> says. A
    /// technician's test colour stays until it is restored or another indication is shown.
    /// </summary>
    public sealed class GuestIndicator : IIndicator, IAnimation, IRingService
    {
        const int All = (1 << Ring.Leds) - 1;
        const int Red = 0x400000;
        readonly IRing _ring;
        readonly IBuzzer _buzzer;
        readonly PatternPlayer _player = new PatternPlayer();
        IndicationRow _row;
        int _count;
        bool _isNew;
        long _since;
        bool _isHeld;

        /// <summary>An indicator that shows nothing yet.</summary>
        public GuestIndicator(IRing ring, IBuzzer buzzer)
        {
            _ring = ring;
            _buzzer = buzzer;
        }

        /// <summary>The indication shown; <see cref="Indication.Fault"/> while the ring shows the number of a fault.</summary>
        public Indication Shown { get; private set; } = Indication.Working;

        /// <inheritdoc/>
        public void Show(Indication indication, int count = 0)
        {
            if (_row != null && _row.Indication == indication && _count == count)
            {
                return;
            }

            _row = IndicationTable.Of(indication);
            _count = count;
            Shown = indication;
            _isNew = true;

            // Guests come before a technician's test.
            _isHeld = false;
            _ring.Light(_row.MaskAt(0, count), _row.ColourAt(0));
        }

        /// <inheritdoc/>
        public void Animate(long nowMicroseconds)
        {
            if (_row == null)
            {
                return;
            }

            var now = nowMicroseconds / 1000;
            if (_isNew)
            {
                _isNew = false;
                _since = now;
                _player.Play(_row.Pattern, now);
            }

            var on = _player.Due(now);
            if (on > 0)
            {
                _buzzer.Sound(on);
            }

            if (!_isHeld)
            {
                var elapsed = (int)(now - _since);
                _ring.Light(_row.MaskAt(elapsed, _count), _row.ColourAt(elapsed));
            }
        }

        /// <inheritdoc/>
        public bool Light(int colour)
        {
            _isHeld = true;
            return _ring.Light(All, colour);
        }

        /// <inheritdoc/>
        public bool Restore()
        {
            _isHeld = false;
            return _row == null ? _ring.Light(0, 0) : _ring.Light(_row.Mask, _row.Colour);
        }

        /// <summary>Shows the number of a start-up fault to a technician, as that many red LEDs from the top clockwise.</summary>
        public void ShowFault(int number)
        {
            _row = null;
            Shown = Indication.Fault;
            _ring.Light((1 << number) - 1, Red);
        }
    }
}
