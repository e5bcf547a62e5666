using System;
using System.Device.Gpio;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// A turnstile behind a monostable and an isolated relay contact, with its PASS contact as feedback. The pin only triggers: a
    /// rising edge starts the monostable's pulse, which ends by itself however long the pin stays high, and at a reset.
    /// </summary>
    public sealed class GpioGate : IGate
    {
        readonly GpioController _gpio;
        readonly GpioPin _trigger;
        readonly GpioPin _pass;
        readonly PassageCounter _passages;
        GpioPin _feedback;
        int _confirmations = -1;

        /// <summary>
        /// Opens the pins of the monostable and of the PASS contact, which is closed to ground unless a guest passes.
        /// </summary>
        public GpioGate(GpioController gpio, int triggerPin, int passPin, IClock clock)
        {
            _gpio = gpio;
            Pulse = new GatePulse(clock);
            _passages = new PassageCounter(clock);
            _trigger = gpio.OpenPin(triggerPin, PinMode.Output);
            _trigger.Write(PinValue.Low);
            _pass = OpenContact(passPin);
            _pass.ValueChanged += Passed;
        }

        /// <inheritdoc/>
        public GatePulse Pulse { get; private set; }

        /// <summary>How often the gate was opened.</summary>
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
        public int Passages
        {
            get { return _passages.Count; }
        }

        /// <summary>
        /// Opens the pin of the relay's second contact, closed to ground while the relay is pulled. Call it once at most.
        /// </summary>
        public void WatchFeedback(int feedbackPin)
        {
            _confirmations = 0;
            _feedback = OpenContact(feedbackPin);
            _feedback.ValueChanged += Followed;
        }

        /// <inheritdoc/>
        public void Open()
        {
            // Low first: a trigger that a self test holds would have no rising edge. The microseconds between two writes are
            // enough.
            Release();
            Hold();
            Release();
        }

        /// <inheritdoc/>
        public void Hold()
        {
            // A relay still pulled by an earlier pulse does not move again: it counts as confirmed already.
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
                _passages.Open();
            }
        }
    }
}
