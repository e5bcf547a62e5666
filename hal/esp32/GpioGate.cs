using System;
using System.Device.Gpio;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// A turnstile behind an isolated relay contact, with its PASS contact as feedback. The driver's pull-down keeps the
    /// relay off while the chip is in reset.
    /// </summary>
    public sealed class GpioGate : IGate, IGateService
    {
        const int ShortestPulse = 100;
        const int LongestPulse = 5000;
        readonly PulseOutput _relay;
        readonly GpioPin _pass;

        /// <summary>Opens the relay's pin and the PASS contact's, which is closed to ground unless somebody passes.</summary>
        public GpioGate(GpioController gpio, int relayPin, int passPin)
        {
            _relay = new PulseOutput(gpio, relayPin);
            _pass = gpio.OpenPin(passPin, PinMode.InputPullUp);
            _pass.DebounceTimeout = TimeSpan.FromMilliseconds(20);
            _pass.ValueChanged += Passed;
        }

        /// <summary>Times the gate was opened.</summary>
        public int Openings { get; private set; }

        /// <inheritdoc/>
        public int Confirmations
        {
            // The wiring has a PASS contact, which follows people, and none on the relay.
            get { return -1; }
        }

        /// <summary>Times somebody passed, as far as the turnstile says.</summary>
        public int Passages { get; private set; }

        /// <inheritdoc/>
        public void Open(int pulseMilliseconds)
        {
            var pulse = pulseMilliseconds < ShortestPulse ? ShortestPulse
                : pulseMilliseconds > LongestPulse ? LongestPulse
                : pulseMilliseconds;
            _relay.Fire(pulse);
            Openings++;
        }

        void Passed(object sender, PinValueChangedEventArgs e)
        {
            if (e.ChangeType == PinEventTypes.Rising)
            {
                Passages++;
            }
        }
    }
}
