using System.Device.Gpio;

namespace Pedestal.Hal.Esp32
{
    /// <summary>A switched load on one pin; off from the start.</summary>
    public sealed class GpioSwitch : ISwitch
    {
        readonly GpioPin _pin;
        readonly bool _activeLow;

        /// <summary>Opens the pin. Active low is for a P-channel switch, whose gate is pulled down to turn it on.</summary>
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
