using System;
using System.Device.Gpio;
using System.Threading;

namespace Pedestal.Hal.Esp32
{
    /// <summary>A buzzer behind a transistor: the pin goes high, and a timer sets it low again.</summary>
    public sealed class GpioBuzzer : IBuzzer
    {
        readonly GpioPin _pin;
        readonly Timer _timer;

        /// <summary>Opens the pin, low.</summary>
        public GpioBuzzer(GpioController gpio, int pin)
        {
            _pin = gpio.OpenPin(pin, PinMode.Output);
            _pin.Write(PinValue.Low);
            _timer = new Timer(Drop, null, Timeout.Infinite, Timeout.Infinite);
        }

        /// <inheritdoc/>
        public void Sound(int milliseconds)
        {
            // In this order: the timer must not fire before the sound has begun, however long this thread is delayed.
            _pin.Write(PinValue.High);
            try
            {
                _timer.Change(milliseconds, Timeout.Infinite);
            }
            catch (Exception)
            {
                // A sound that cannot be timed would never end.
                _pin.Write(PinValue.Low);
                throw;
            }
        }

        void Drop(object state)
        {
            _pin.Write(PinValue.Low);
        }
    }
}
