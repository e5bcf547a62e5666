using System;
using System.Device.Spi;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// A ring of 16 WS2812 LEDs on the data line of an SPI bus of its own, and a buzzer. A ring cannot answer: that it is
    /// connected is for the eye to see.
    /// </summary>
    public sealed class Ws2812Indicator : IIndicator, IRingService
    {
        const int Nothing = -1;
        const int CodeRed = 0x40;
        readonly SpiDevice _bus;
        readonly PulseOutput _buzzer;
        readonly byte[] _frame = new byte[RingLook.Leds * Ws2812Code.BytesPerLed + Ws2812Code.ResetBytes];
        int _shown = Nothing;

        /// <summary>An indicator that shows nothing yet.</summary>
        public Ws2812Indicator(SpiDevice bus, PulseOutput buzzer)
        {
            _bus = bus;
            _buzzer = buzzer;
        }

        /// <summary>Whether the bus took the last frame.</summary>
        public bool Works { get; private set; } = true;

        /// <inheritdoc/>
        public void Show(Indication indication)
        {
            if (_shown == (int)indication)
            {
                return;
            }

            _shown = (int)indication;
            Light(RingLook.Mask(indication), RingLook.Colour(indication));
            var beep = RingLook.Beep(indication);
            if (beep > 0)
            {
                _buzzer.Fire(beep);
            }
        }

        /// <inheritdoc/>
        public bool Light(int colour)
        {
            Light((1 << RingLook.Leds) - 1, colour);
            return Works;
        }

        /// <inheritdoc/>
        public bool Restore()
        {
            if (_shown != Nothing)
            {
                Light(RingLook.Mask((Indication)_shown), RingLook.Colour((Indication)_shown));
            }

            return Works;
        }

        /// <summary>Shows the number of a start-up fault to a technician: as many red LEDs, from the top clockwise.</summary>
        public void ShowCode(int number)
        {
            _shown = Nothing;
            Light((1 << number) - 1, CodeRed << 16);
        }

        void Light(int mask, int colour)
        {
            for (var led = 0; led < RingLook.Leds; led++)
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
            }
        }
    }
}
