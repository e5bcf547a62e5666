using System.Device.Gpio;

namespace Pedestal.Hal.Esp32
{
    /// <summary>A switched load on one pin; off at first.</summary>
    public sealed class GpioSwitch : ISwitch
    {
        readonly GpioPin _pin;
        readonly bool _activeLow;

        /// <summary>Opens the pin. A P-channel switch is active low: its pin is low when the load is on.</summary>
        public GpioSwitch(GpioController gpio, int pin, bool activeLow)
        {
            _activeLow = activeLow;
            _pin = gpio.OpenPin(pin, PinMode.Output);
            Set(false);
        }

        /// <inheritdoc/>
        public void Set(bool on)
        {
            _pin.Write(on != _activeLow ? PinValue.High : PinValue.Low);
        }
    }
}
