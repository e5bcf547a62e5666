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
        readonly GpioController _gpio;
        readonly PulseOutput _relay;
        readonly GpioPin _pass;
        GpioPin _feedback;
        int _confirmations = -1;

        /// <summary>Opens the relay's pin and the PASS contact's, which is closed to ground unless somebody passes.</summary>
        public GpioGate(GpioController gpio, int relayPin, int passPin)
        {
            _gpio = gpio;
            _relay = new PulseOutput(gpio, relayPin);
            _pass = OpenContact(passPin);
            _pass.ValueChanged += Passed;
        }

        /// <summary>Times the gate was opened.</summary>
        public int Openings { get; private set; }

        /// <inheritdoc/>
        public int Confirmations
        {
            get { return _confirmations; }
        }

        /// <inheritdoc/>
        public int Passages { get; private set; }

        /// <summary>Opens the pin of the relay's second contact, closed to ground while the relay is pulled. Once.</summary>
        public void WatchFeedback(int feedbackPin)
        {
            _confirmations = 0;
            _feedback = OpenContact(feedbackPin);
            _feedback.ValueChanged += Followed;
        }

        /// <inheritdoc/>
        public void Open(int pulseMilliseconds)
        {
            var pulse = pulseMilliseconds < ShortestPulse ? ShortestPulse
                : pulseMilliseconds > LongestPulse ? LongestPulse
                : pulseMilliseconds;
            _relay.Fire(pulse);
            Openings++;
        }

        GpioPin OpenContact(int pin)
        {
            var contact = _gpio.OpenPin(pin, PinMode.InputPullUp);
            contact.DebounceTimeout = TimeSpan.FromMilliseconds(20);
            return contact;
        }

        void Followed(object sender, PinValueChangedEventArgs e)
        {
            if (e.ChangeType == PinEventTypes.Falling)
            {
                _confirmations++;
            }
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
