using System;
using System.Device.Spi;
using Pedestal.Hal;

namespace Pedestal.Ws2812Ring
{
    /// <summary>
    /// A ring of 16 WS2812 LEDs on the data line of an SPI bus of its own. The ring cannot reply, so only a person can see
    /// whether it is connected.
    /// </summary>
    public sealed class Ws2812Leds : IRing
    {
        const int Nothing = -1;
        readonly SpiDevice _bus;
        readonly byte[] _frame = new byte[Ring.Leds * Ws2812Code.BytesPerLed + Ws2812Code.ResetBytes];
        int _litMask = Nothing;
        int _litColour;

        /// <summary>A ring that has not been lit yet.</summary>
        public Ws2812Leds(SpiDevice bus)
        {
            _bus = bus;
        }

        /// <summary>Lights the LEDs; an unchanged frame is not sent again. False if the bus rejects the transfer.</summary>
        public bool Light(int mask, int colour)
        {
            if (mask == _litMask && colour == _litColour)
            {
                return true;
            }

            for (var led = 0; led < Ring.Leds; led++)
            {
                var lit = (mask >> led & 1) == 0 ? 0 : colour;
                Ws2812Code.Put(_frame, led, lit >> 16, lit >> 8 & 0xFF, lit & 0xFF);
            }

            try
            {
                _bus.Write(_frame);
                _litMask = mask;
                _litColour = colour;
                return true;
            }
            catch (Exception)
            {
                // A dark ring is no reason to keep the gate shut; the self test reports it.
                _litMask = Nothing;
                return false;
            }
        }
    }
}
