using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>The two banks of LEDs behind their common hardware timer; the exposure decides about their current.</summary>
    sealed class PalmLight
    {
        readonly ISwitch _light;
        readonly ISwitch _rightBank;
        readonly ISwitch _highCurrent;
        readonly ExposureControl _exposure;
        readonly IClock _clock;
        long _since;

        internal PalmLight(ISwitch light, ISwitch rightBank, ISwitch highCurrent, ExposureControl exposure, IClock clock)
        {
            _light = light;
            _rightBank = rightBank;
            _highCurrent = highCurrent;
            _exposure = exposure;
            _clock = clock;
        }

        /// <summary>Whether it was turned on and not off; the hardware timer may have ended it.</summary>
        internal bool IsOn { get; private set; }

        /// <summary>Whether it has been on for so long that the first rows of a picture begun now are lit.</summary>
        internal bool LeadIsOver
        {
            get { return IsOn && _clock.NowMicroseconds() - _since >= Timing.LightLead * 1000L; }
        }

        /// <summary>Whether it is on, and the hardware timer cannot have ended it yet.</summary>
        internal bool IsWhole
        {
            get { return IsOn && _clock.NowMicroseconds() - _since <= Timing.LightLimit * 1000L; }
        }

        /// <summary>Turns both banks on, or the other one too.</summary>
        internal void Both()
        {
            On(true);
        }

        /// <summary>Turns the left bank on, or the right one off.</summary>
        internal void Left()
        {
            On(false);
        }

        internal void Off()
        {
            IsOn = false;
            _light.Set(false);
            _highCurrent.Set(false);
            _rightBank.Set(true);
        }

        void On(bool both)
        {
            _rightBank.Set(both);
            _highCurrent.Set(_exposure.IsBright);
            if (!IsOn)
            {
                _since = _clock.NowMicroseconds();
                IsOn = true;
                _light.Set(true);
            }
        }
    }
}
