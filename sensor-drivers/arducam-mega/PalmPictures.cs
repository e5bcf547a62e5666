using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>
    /// The pictures of a capture: under both banks of LEDs, under the left one, and dark. The left one is exposed while the caller
    /// extracts; the dark one beforehand in weak ambient light, otherwise right after the first.
    /// </summary>
    sealed class PalmPictures
    {
        // Tolerance for flickering daylight, in grey levels; the LEDs make a picture far brighter than that.
        const int AmbientChange = 16;

        // The least share of a bank in the light of both, of 8; a hand gives each about a half, and a tilted one a third.
        const int LeastShare8 = 1;

        readonly MegaModule _module;
        readonly ISwitch _light;
        readonly ISwitch _rightBank;
        readonly IClock _clock;
        readonly PictureSample _sample = new PictureSample();
        readonly HeldDark _dark;

        // Whether the module's only buffer has a lit picture, or gets one.
        bool _holdsLit;
        bool _isLightOn;
        readonly int[] _litLumas = new int[PictureSample.Parts];
        long _lightSince;

        internal PalmPictures(MegaModule module, ISwitch light, ISwitch rightBank, IClock clock)
        {
            _module = module;
            _light = light;
            _rightBank = rightBank;
            _clock = clock;
            _dark = new HeldDark(module, clock, _sample);
        }

        /// <summary>Nothing is held, the LEDs are off, and ambient light counts as weak until a picture shows it.</summary>
        internal void Reset()
        {
            LightOff();
            _dark.Reset();
            _holdsLit = false;
        }

        /// <summary>No picture taken so far counts for the next capture.</summary>
        internal void Invalidate()
        {
            _dark.Invalidate();
        }

        /// <summary>Has a recent dark picture ready; a lit one in the module is overwritten at once.</summary>
        internal void HoldDark()
        {
            if (_holdsLit)
            {
                LightOff();
                _holdsLit = false;
                _dark.Begin();
                return;
            }

            _dark.Continue();
        }

        /// <summary>Takes the lit and the dark picture. If the left one is to follow, the module then exposes it by itself.</summary>
        internal CameraStatus Take(PalmFrame frame, bool leftFollows)
        {
            var isExposing = false;
            try
            {
                var status = _module.CheckReady();
                status = status == CameraStatus.Ok ? TakePair(frame, leftFollows) : status;
                isExposing = status == CameraStatus.Ok && leftFollows;
                if (isExposing)
                {
                    BeginLit();
                }

                return status;
            }
            finally
            {
                if (!isExposing)
                {
                    LightOff();
                }
            }
        }

        /// <summary>
        /// Reads the upper rows of the picture under the left bank, which counts only if the LEDs' hardware timer cannot have turned them
        /// off.
        /// </summary>
        internal CameraStatus TakeLeft(PalmFrame frame, int rows)
        {
            var parts = rows * PictureSample.Parts / PalmFrame.Side + 1;
            parts = parts > PictureSample.Parts ? PictureSample.Parts : parts;
            try
            {
                var status = _isLightOn ? _module.AwaitPicture(Timing.PictureTimeout) : CameraStatus.Ok;
                if (status == CameraStatus.Ok && !(_isLightOn && IsLightWhole()))
                {
                    LightOff();
                    Light(false);
                    _clock.Sleep(Timing.LightLead);
                    status = ExposeLit();
                }

                LightOff();
                status = status == CameraStatus.Ok ? ReadFresh(frame.Left, parts) : status;
                return status == CameraStatus.Ok ? CheckBanks(parts) : status;
            }
            finally
            {
                LightOff();
            }
        }

        /// <summary>Turns the LEDs off; the picture that the module exposes does not count.</summary>
        internal void EndExposure()
        {
            LightOff();
        }

        CameraStatus TakePair(PalmFrame frame, bool leftFollows)
        {
            var status = LightUp();
            var hasDark = _dark.IsReady;
            _dark.Interrupt();
            status = status == CameraStatus.Ok ? ExposeLit() : status;

            // The left bank's lead passes while this picture is read.
            Switch(leftFollows && hasDark);
            status = status == CameraStatus.Ok ? ReadFresh(frame.Lit, PictureSample.Parts) : status;
            for (var parts = 1; parts <= PictureSample.Parts; parts++)
            {
                _litLumas[parts - 1] = _sample.LumaOfFirst(parts);
            }

            if (status == CameraStatus.Ok && !hasDark)
            {
                _holdsLit = false;
                _dark.Begin();
                status = _dark.Await();
                Switch(leftFollows);
                status = status == CameraStatus.Ok ? _dark.Read() : status;
            }

            if (status != CameraStatus.Ok)
            {
                return status;
            }

            _dark.CopyTo(frame.Dark);
            if (_dark.LumaOfFirst(PictureSample.Parts) > _litLumas[PictureSample.Parts - 1] + PictureSample.LumaOf(AmbientChange))
            {
                // Darker with the LEDs than without: the pictures lag behind the light.
                return CameraStatus.StalePicture;
            }

            return _module.Link.Check();
        }

        /// <summary>
        /// Turns both banks on and waits for their lead; meanwhile, or before, reads a dark picture that is under way, unless a complete
        /// one is ready.
        /// </summary>
        CameraStatus LightUp()
        {
            if (_dark.IsReady || !_dark.IsUnderWay)
            {
                Light(true);
                _clock.Sleep(Timing.LightLead);
                return CameraStatus.Ok;
            }

            var status = _dark.Await();
            Light(true);
            var before = _clock.NowMicroseconds();
            status = status == CameraStatus.Ok ? _dark.Read() : status;
            if (_clock.NowMicroseconds() - before < Timing.LightLead * 1000L)
            {
                _clock.Sleep(Timing.LightLead);
            }

            return status;
        }

        /// <summary>Whether both banks have their part in the light that has come back from the palm.</summary>
        CameraStatus CheckBanks(int parts)
        {
            var dark = _dark.LumaOfFirst(parts);
            var both = _litLumas[parts - 1] - dark;
            var left = _sample.LumaOfFirst(parts) - dark;
            if (both < PictureSample.LumaOf(AmbientChange))
            {
                // Nothing is there that could reflect any.
                return CameraStatus.Ok;
            }

            return 8 * left < LeastShare8 * both ? CameraStatus.LeftLedsDark
                : 8 * (both - left) < LeastShare8 * both ? CameraStatus.RightLedsDark
                : CameraStatus.Ok;
        }

        CameraStatus ExposeLit()
        {
            BeginLit();
            return _module.AwaitPicture(Timing.PictureTimeout);
        }

        void BeginLit()
        {
            _holdsLit = true;
            _module.Trigger();
        }

        CameraStatus ReadFresh(byte[] picture, int parts)
        {
            var status = _module.ReadPicture(picture, parts);
            return status == CameraStatus.Ok && !_sample.IsFresh(picture, parts) ? CameraStatus.StalePicture : status;
        }

        /// <summary>Leaves the left bank on, or turns it on, or turns all off.</summary>
        void Switch(bool toLeft)
        {
            if (toLeft)
            {
                Light(false);
            }
            else
            {
                LightOff();
            }
        }

        void Light(bool both)
        {
            _rightBank.Set(both);
            if (!_isLightOn)
            {
                _lightSince = _clock.NowMicroseconds();
                _isLightOn = true;
                _light.Set(true);
            }
        }

        void LightOff()
        {
            _isLightOn = false;
            _light.Set(false);
            _rightBank.Set(true);
        }

        bool IsLightWhole()
        {
            return _clock.NowMicroseconds() - _lightSince <= Timing.LightLimit * 1000L;
        }
    }
}
