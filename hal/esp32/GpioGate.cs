using System;
using System.Device.Gpio;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// A turnstile behind a monostable and an isolated relay contact, with its PASS contact as feedback. The pin only triggers: the
    /// monostable begins a pulse at a rising edge and ends it by itself, however long the pin stays high, and in reset.
    /// </summary>
    public sealed class GpioGate : IGate
    {
        readonly GpioController _gpio;
        readonly GpioPin _trigger;
        readonly GpioPin _pass;
        GpioPin _feedback;
        int _confirmations = -1;

        /// <summary>Opens the monostable's pin and the PASS contact's, which is closed to ground unless somebody passes.</summary>
        public GpioGate(GpioController gpio, int triggerPin, int passPin, IClock clock)
        {
            _gpio = gpio;
            Pulse = new GatePulse(clock);
            _trigger = gpio.OpenPin(triggerPin, PinMode.Output);
            _trigger.Write(PinValue.Low);
            _pass = OpenContact(passPin);
            _pass.ValueChanged += Passed;
        }

        /// <inheritdoc/>
        public GatePulse Pulse { get; private set; }

        /// <summary>Times the gate was opened.</summary>
        public int Openings { get; private set; }

        /// <inheritdoc/>
        public int Confirmations
        {
            get { return _confirmations; }
        }

        /// <inheritdoc/>
        public bool IsPulled
        {
            get { return _feedback != null && !(bool)_feedback.Read(); }
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
        public void Open()
        {
            // Low first: a trigger that a self test holds has no rising edge. Two writes are microseconds apart, and enough.
            Release();
            Hold();
            Release();
        }

        /// <inheritdoc/>
        public void Hold()
        {
            // A relay that another guest's pulse still holds moves at the end of this one only: it follows already.
            _confirmations += IsPulled ? 1 : 0;
            Pulse.Begin();
            _trigger.Write(PinValue.High);
            Openings++;
        }

        /// <inheritdoc/>
        public void Release()
        {
            _trigger.Write(PinValue.Low);
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
