using System.Device.Gpio;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// A watchdog chip on a pin, which resets the board when the pin stands still for a minute: also when no thread runs any
    /// more, as in a TLS handshake that nobody answers. The platform gives managed code none of the chip's own.
    /// </summary>
    public sealed class ExternalWatchdog
    {
        readonly GpioPin _pin;
        bool _isHigh;

        /// <summary>Opens the pin, and counts as a sign of life.</summary>
        public ExternalWatchdog(GpioController gpio, int pin)
        {
            _pin = gpio.OpenPin(pin, PinMode.Output);
            Feed();
        }

        /// <summary>A sign of life, from the lane's thread alone: the chip takes each edge of the pin as one.</summary>
        public void Feed()
        {
            _isHigh = !_isHigh;
            _pin.Write(_isHigh ? PinValue.High : PinValue.Low);
        }
    }
}
