using System.Device.Gpio;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// A watchdog chip on a pin: it resets the board after a minute without an edge, even when no thread runs, as in a TLS
    /// handshake without a reply. The platform does not offer the controller's own watchdog to managed code.
    /// </summary>
    public sealed class ExternalWatchdog
    {
        readonly GpioPin _pin;
        bool _isHigh;

        /// <summary>Opens the pin and feeds the watchdog.</summary>
        public ExternalWatchdog(GpioController gpio, int pin)
        {
            _pin = gpio.OpenPin(pin, PinMode.Output);
            Feed();
        }

        /// <summary>Feeds the watchdog by an edge on the pin. Only the lane's thread may call it.</summary>
        public void Feed()
        {
            _isHigh = !_isHigh;
            _pin.Write(_isHigh ? PinValue.High : PinValue.Low);
        }
    }
}
