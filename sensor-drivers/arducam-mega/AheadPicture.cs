using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>
    /// The picture under both banks that the module exposes for another capture of the same palm, while the caller works on this one.
    /// Only in weak ambient light, where the dark picture of this one will serve again.
    /// </summary>
    sealed class AheadPicture
    {
        readonly MegaModule _module;
        readonly PalmLight _light;
        readonly HeldDark _dark;
        readonly IClock _clock;
        bool _isExposing;
        bool _isComplete;

        internal AheadPicture(MegaModule module, PalmLight light, HeldDark dark, IClock clock)
        {
            _module = module;
            _light = light;
            _dark = dark;
            _clock = clock;
        }

        /// <summary>Whether there is one, complete or still being exposed.</summary>
        internal bool Exists
        {
            get { return _isExposing || _isComplete; }
        }

        /// <summary>Whether it may be used for a capture now.</summary>
        internal bool Counts
        {
            get { return Exists && _dark.IsReady; }
        }

        /// <summary>Begins it once the LEDs' lead is over; without a dark picture that lasts there is none, and the LEDs go off.</summary>
        internal void Begin()
        {
            if (!_dark.IsReady || !_light.IsOn)
            {
                End();
                return;
            }

            if (!_light.LeadIsOver)
            {
                _clock.Sleep(Timing.LightLead);
            }

            _module.Trigger();
            _isExposing = true;
        }

        /// <summary>Turns the LEDs off once it is complete, or if the hardware timer may have done so before.</summary>
        internal void Tend()
        {
            if (!_isExposing)
            {
                return;
            }

            if (!_light.IsWhole)
            {
                End();
            }
            else if (_module.IsDone())
            {
                _light.Off();
                _isExposing = false;
                _isComplete = true;
            }
        }

        /// <summary>Waits for it; afterwards it does not exist if its light may have ended too soon.</summary>
        internal CameraStatus Await()
        {
            var status = _module.AwaitPicture(Timing.PictureTimeout);
            if (_isExposing && !_light.IsWhole)
            {
                End();
            }

            return status;
        }

        /// <summary>It was read, and the light stays as it is.</summary>
        internal void Forget()
        {
            _isExposing = false;
            _isComplete = false;
        }

        /// <summary>It is not needed: the LEDs go off.</summary>
        internal void End()
        {
            _light.Off();
            Forget();
        }
    }
}
