using System;
using System.Device.Spi;
using Pedestal.Hal;

namespace Pedestal.Ws2812Ring
{
    /// <summary>
    /// A ring of 16 WS2812 LEDs on the data line of an SPI bus of its own, and a buzzer. A ring cannot answer: that it is
    /// connected is for the eye to see.
    /// </summary>
    public sealed class Ws2812Indicator : IIndicator, IAnimation, IRingService
    {
        const int Nothing = -1;
        const int Dark = 0;
        const int CodeRed = 0x40;
        readonly SpiDevice _bus;
        readonly IBuzzer _buzzer;
        readonly Buzzer _pattern = new Buzzer();
        readonly byte[] _frame = new byte[Looks.Leds * Ws2812Code.BytesPerLed + Ws2812Code.ResetBytes];
        Look _look;
        bool _isNew;
        long _since;
        int _litMask = Nothing;
        int _litColour;
        bool _isHeld;

        /// <summary>An indicator that shows nothing yet.</summary>
        public Ws2812Indicator(SpiDevice bus, IBuzzer buzzer)
        {
            _bus = bus;
            _buzzer = buzzer;
        }

        /// <summary>Whether the bus took the last frame.</summary>
        public bool Works { get; private set; } = true;

        /// <inheritdoc/>
        public void Show(Indication indication)
        {
            if (_look != null && _look.Indication == indication)
            {
                return;
            }

            _look = Looks.Of(indication);
            Shown = indication;
            _isNew = true;

            // Guests come before a technician's test.
            _isHeld = false;
            Put(_look.MaskAt(0), _look.ColourAt(0));
        }

        /// <summary>What is shown; a fault while it is a fault's number.</summary>
        public Indication Shown { get; private set; } = Indication.Working;

        /// <inheritdoc/>
        public void Animate(long nowMicroseconds)
        {
            if (_look == null)
            {
                return;
            }

            var now = nowMicroseconds / 1000;
            if (_isNew)
            {
                _isNew = false;
                _since = now;
                _pattern.Play(_look.Buzz, now);
            }

            var on = _pattern.Due(now);
            if (on > 0)
            {
                _buzzer.Sound(on);
            }

            if (!_isHeld)
            {
                var elapsed = (int)(now - _since);
                Put(_look.MaskAt(elapsed), _look.ColourAt(elapsed));
            }
        }

        /// <inheritdoc/>
        public bool Light(int colour)
        {
            _isHeld = true;
            Put((1 << Looks.Leds) - 1, colour);
            return Works;
        }

        /// <inheritdoc/>
        public bool Restore()
        {
            _isHeld = false;
            Put(_look == null ? Dark : _look.Mask, _look == null ? Dark : _look.Colour);
            return Works;
        }

        /// <summary>Shows the number of a start-up fault to a technician: as many red LEDs, from the top clockwise.</summary>
        public void ShowCode(int number)
        {
            _look = null;
            Shown = Indication.Fault;
            Put((1 << number) - 1, CodeRed << 16);
        }

        void Put(int mask, int colour)
        {
            if (mask == _litMask && colour == _litColour)
            {
                return;
            }

            _litMask = mask;
            _litColour = colour;
            for (var led = 0; led < Looks.Leds; led++)
            {
                var lit = (mask >> led & 1) == 0 ? 0 : colour;
                Ws2812Code.Put(_frame, led, lit >> 16, lit >> 8 & 0xFF, lit & 0xFF);
            }

            try
            {
                _bus.Write(_frame);
                Works = true;
            }
            catch (Exception)
            {
                // A dark ring is no reason to keep the gate shut; the console tells.
                Works = false;
                _litMask = Nothing;
            }
        }
    }
}
