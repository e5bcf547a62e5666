using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>
    /// The lit and the dark picture of a capture: which of them the module has exposed beforehand, and which are still to be taken.
    /// Beforehand is for weak ambient light only.
    /// </summary>
    sealed class PalmPictures
    {
        // Tolerance for flickering daylight, in grey levels; the LEDs make a picture far brighter than that.
        const int AmbientChange = 16;

        // Up to this mean grey level of a dark picture there is hardly any ambient light: neither where the hand is nor a change
        // within a second matters.
        const int WeakAmbient = 12;

        readonly MegaModule _module;
        readonly ISwitch _light;
        readonly IClock _clock;
        readonly PictureSample _sample = new PictureSample();
        bool _ambientIsWeak;

        // What the module's only buffer has, or gets, for the next capture.
        bool _holdsDark;
        bool _holdsLit;
        bool _litIsWhole;
        long _heldSince;

        // The frame whose dark picture counts for the next capture too.
        PalmFrame _darkIn;
        long _darkSince;
        int _darkLuma;
        bool _isLightOn;
        long _lightSince;

        internal PalmPictures(MegaModule module, ISwitch light, IClock clock)
        {
            _module = module;
            _light = light;
            _clock = clock;
        }

        /// <summary>Nothing is held, the LEDs are off, and ambient light counts as weak until a picture shows it.</summary>
        internal void Reset()
        {
            SetLight(false);
            Invalidate();
            _holdsLit = false;
            _ambientIsWeak = true;
        }

        /// <summary>No picture taken so far counts for the next capture.</summary>
        internal void Invalidate()
        {
            _holdsDark = false;
            _litIsWhole = false;
            _darkIn = null;
        }

        /// <summary>Has the module hold a recent dark picture; a lit one there is overwritten.</summary>
        internal void HoldDark()
        {
            _darkIn = null;
            var isDue = !_holdsDark || _clock.NowMicroseconds() - _heldSince >= Timing.DarkInterval * 1000L;
            if (_holdsLit || (_ambientIsWeak && isDue))
            {
                SetLight(false);
                BeginDark();
            }
        }

        /// <summary>Takes both pictures. If another capture may follow, the module then exposes for it, with the LEDs on.</summary>
        internal CameraStatus Take(PalmFrame frame, bool another)
        {
            var isExposing = false;
            try
            {
                var status = _module.CheckReady();
                status = status == CameraStatus.Ok ? TakePair(frame, another) : status;
                if (another)
                {
                    isExposing = status == CameraStatus.Ok && BeginNext();
                }
                else
                {
                    _darkIn = null;
                }

                return status;
            }
            finally
            {
                if (!isExposing)
                {
                    SetLight(false);
                }
            }
        }

        /// <summary>
        /// Turns the LEDs off once the lit picture begun last is exposed. It counts if their hardware timer cannot have turned them
        /// off before.
        /// </summary>
        internal void EndExposure()
        {
            if (_isLightOn)
            {
                var status = _module.AwaitPicture(Timing.PictureTimeout);
                _litIsWhole = status == CameraStatus.Ok && IsYounger(_lightSince, Timing.LightLimit);
                SetLight(false);
            }
        }

        CameraStatus TakePair(PalmFrame frame, bool another)
        {
            var status = ExposeLit(frame);

            // For another lit picture they stay on: their lead is over when this one is read.
            SetLight(status == CameraStatus.Ok && another && _darkIn == frame);
            status = status == CameraStatus.Ok ? ReadFresh(frame.Lit) : status;
            var litLuma = _sample.Luma;
            if (status == CameraStatus.Ok && _darkIn != frame)
            {
                BeginDark();
                status = ReadDark(frame, false);
            }

            if (status == CameraStatus.Ok && _darkLuma > litLuma + PictureSample.LumaOf(AmbientChange))
            {
                // Darker with the LEDs than without: the pictures lag behind the light.
                status = CameraStatus.StalePicture;
            }

            return status == CameraStatus.Ok ? _module.Link.Check() : status;
        }

        /// <summary>Exposes a lit picture unless the module holds one. A dark one held there is read first.</summary>
        CameraStatus ExposeLit(PalmFrame frame)
        {
            var isExposed = _litIsWhole && _darkIn == frame && IsYounger(_heldSince, Timing.DarkLife);
            var hasDark = _holdsDark && IsYounger(_heldSince, Timing.DarkLife);
            _holdsDark = false;
            _holdsLit = false;
            _litIsWhole = false;
            if (isExposed)
            {
                return CameraStatus.Ok;
            }

            if (hasDark)
            {
                var status = ReadDark(frame, true);
                return status == CameraStatus.Ok ? _module.Expose(Timing.PictureTimeout) : status;
            }

            if (_darkIn != frame || !IsYounger(_darkSince, Timing.DarkLife))
            {
                _darkIn = null;
            }

            SetLight(true);
            _clock.Sleep(Timing.LightLead);
            return _module.Expose(Timing.PictureTimeout);
        }

        /// <summary>Begins the lit picture of another capture; false if the dark one is too old and is begun instead.</summary>
        bool BeginNext()
        {
            if (_isLightOn && IsYounger(_darkSince, Timing.DarkLife))
            {
                _module.Trigger();
                _holdsLit = true;
                _heldSince = _clock.NowMicroseconds();
                return true;
            }

            if (_ambientIsWeak)
            {
                SetLight(false);
                BeginDark();
            }

            return false;
        }

        void BeginDark()
        {
            _module.Trigger();
            _holdsDark = true;
            _holdsLit = false;
            _heldSince = _clock.NowMicroseconds();
        }

        /// <summary>
        /// Reads the dark picture; the LEDs may come on once it is exposed, so that their lead is over when it is read.
        /// </summary>
        CameraStatus ReadDark(PalmFrame frame, bool lightNext)
        {
            _holdsDark = false;
            _darkIn = null;
            _darkSince = _heldSince;
            var status = _module.AwaitPicture(Timing.PictureTimeout);
            if (status != CameraStatus.Ok)
            {
                return status;
            }

            SetLight(lightNext);
            status = ReadFresh(frame.Dark);
            _darkLuma = _sample.Luma;
            _ambientIsWeak = _darkLuma <= PictureSample.LumaOf(WeakAmbient);
            _darkIn = status == CameraStatus.Ok && _ambientIsWeak ? frame : null;
            return status;
        }

        CameraStatus ReadFresh(byte[] picture)
        {
            var status = _module.ReadPicture(picture);
            return status == CameraStatus.Ok && !_sample.IsFresh(picture) ? CameraStatus.StalePicture : status;
        }

        void SetLight(bool on)
        {
            if (on && !_isLightOn)
            {
                _lightSince = _clock.NowMicroseconds();
            }

            _isLightOn = on;
            _light.Set(on);
        }

        bool IsYounger(long since, int milliseconds)
        {
            return _clock.NowMicroseconds() - since <= milliseconds * 1000L;
        }
    }
}
