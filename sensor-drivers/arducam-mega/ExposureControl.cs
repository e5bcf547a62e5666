using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>
    /// Which exposure the pictures have: the usual one, or the one for bright surroundings. A change is a few register writes and a
    /// picture that is discarded, because the module takes it still with the old exposure.
    /// </summary>
    sealed class ExposureControl
    {
        const int Middle = 1;
        const int Low = 2;
        const int Discard = 3;
        const int Discarding = 4;
        readonly MegaModule _module;
        readonly IClock _clock;
        readonly CameraSettings _settings;
        int _step;
        long _brightSince;

        internal ExposureControl(MegaModule module, IClock clock, CameraSettings settings)
        {
            _module = module;
            _clock = clock;
            _settings = settings;
        }

        /// <summary>Whether pictures have the exposure for bright surroundings.</summary>
        internal bool IsBright { get; private set; }

        /// <summary>The LEDs' light in the pictures, 64ths of the usual one.</summary>
        internal int Light64
        {
            get { return IsBright ? 64 * BrightSurroundings.Power / BrightSurroundings.Shortening : 64; }
        }

        /// <summary>Whether a change is under way.</summary>
        internal bool IsChanging
        {
            get { return _step != 0; }
        }

        /// <summary>Whether it is time to see if the surroundings are still bright.</summary>
        internal bool IsToBeTried
        {
            get { return IsBright && _clock.NowMicroseconds() - _brightSince >= Timing.BrightLife * 1000L; }
        }

        /// <summary>The module has been configured for the usual exposure.</summary>
        internal void Reset()
        {
            IsBright = false;
            _step = 0;
        }

        /// <summary>Begins a change to the other exposure.</summary>
        internal void Begin()
        {
            IsBright = !IsBright;
            _brightSince = _clock.NowMicroseconds();
            _step = Middle;
        }

        /// <summary>Continues a change by one step if the module is ready for it; takes at most a millisecond.</summary>
        internal void Continue()
        {
            if (!(_step == Discarding ? _module.IsDone() : _module.IsIdle()))
            {
                return;
            }

            var lines = IsBright ? _settings.Exposure / BrightSurroundings.Shortening : _settings.Exposure;
            switch (_step)
            {
                case Middle: _module.Write(Register.ExposureMiddle, (byte)(lines >> 8)); break;
                case Low: _module.Write(Register.ExposureLow, (byte)lines); break;
                case Discard: _module.Trigger(); break;
            }

            _step = _step == Discarding ? 0 : _step + 1;
        }

        /// <summary>Completes a change.</summary>
        internal CameraStatus Complete()
        {
            var deadline = _clock.NowMicroseconds() + Timing.PictureTimeout * 1000L;
            while (_step != 0)
            {
                Continue();
                if (_step != 0)
                {
                    if (_clock.NowMicroseconds() >= deadline)
                    {
                        return _step == Discarding ? CameraStatus.CaptureTimeout : CameraStatus.BusyTimeout;
                    }

                    _clock.Sleep(Timing.Poll);
                }
            }

            return CameraStatus.Ok;
        }
    }
}
