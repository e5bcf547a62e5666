using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>
    /// The pictures of a capture: under both banks of LEDs, under the left one, and dark. The left one is exposed while the caller
    /// extracts; the dark one beforehand in weak ambient light, otherwise right after the first. There the next one under both banks
    /// can be exposed ahead, too. If the dark one shows bright surroundings, both are taken again with the exposure for these.
    /// </summary>
    sealed class PalmPictures
    {
        // Tolerance for flickering daylight, in grey levels; the LEDs make a picture far brighter than that.
        const int AmbientChange = 16;

        // A lit picture with a higher mean, grey levels, may have ambient light that a dark one without a hand did not have.
        const int BrightPalm = 150;

        // The least share of a bank in the light of both, of 8; a hand gives each about a half, and a tilted one a third.
        const int LeastShare8 = 1;

        readonly MegaModule _module;
        readonly PalmLight _light;
        readonly IClock _clock;
        readonly PictureSample _sample = new PictureSample();
        readonly ExposureControl _exposure;
        readonly HeldDark _dark;
        readonly AheadPicture _ahead;

        // Whether the module's only buffer has a lit picture, or gets one.
        bool _holdsLit;
        readonly int[] _litLumas = new int[PictureSample.Parts];
        long _exposedAt;

        internal PalmPictures(MegaModule module, PalmLight light, ExposureControl exposure, IClock clock)
        {
            _module = module;
            _light = light;
            _exposure = exposure;
            _clock = clock;
            _dark = new HeldDark(module, clock, _sample, exposure);
            _ahead = new AheadPicture(module, _light, _dark, clock);
        }

        /// <summary>Nothing is held, the LEDs are off, and ambient light counts as weak until a picture shows it.</summary>
        internal void Reset()
        {
            _ahead.End();
            _exposure.Reset();
            _dark.Reset();
            _holdsLit = false;
        }

        /// <summary>No picture taken so far counts for the next capture.</summary>
        internal void Invalidate()
        {
            _ahead.End();
            _dark.Invalidate();
        }

        /// <summary>
        /// Has a recent dark picture ready, and the exposure suit the surroundings; a lit picture in the module is overwritten at once.
        /// </summary>
        internal void HoldDark()
        {
            if (_exposure.IsChanging)
            {
                _exposure.Continue();
            }
            else if (_holdsLit)
            {
                _ahead.End();
                _holdsLit = false;
                _dark.Begin();
            }
            else if (_exposure.IsToBeTried)
            {
                _exposure.Begin();
                _dark.Reset();
            }
            else if (!_exposure.IsBright && !_dark.AmbientIsWeak)
            {
                _exposure.Begin();
            }
            else
            {
                _dark.Continue();
            }
        }

        /// <summary>Takes the lit and the dark picture. The module then exposes by itself what is to follow, if it can.</summary>
        internal CameraStatus Take(PalmFrame frame, NextPicture next)
        {
            var isExposing = false;
            try
            {
                // While the module exposes it is not idle; the link is checked at the end as well.
                var status = _ahead.Counts ? CameraStatus.Ok : _module.CheckReady();
                status = status == CameraStatus.Ok ? TakeSuited(frame, next) : status;
                isExposing = status == CameraStatus.Ok && Begin(next);
                return status;
            }
            finally
            {
                if (!isExposing)
                {
                    _ahead.End();
                }
            }
        }

        /// <summary>
        /// Reads the upper rows of the picture under the left bank, which counts only if the LEDs' hardware timer cannot have turned them
        /// off. The module then exposes another picture under both, if it is to follow.
        /// </summary>
        internal CameraStatus TakeLeft(PalmFrame frame, int rows, bool anotherFollows)
        {
            var parts = rows * PictureSample.Parts / PalmFrame.Side + 1;
            parts = parts > PictureSample.Parts ? PictureSample.Parts : parts;
            var isExposing = false;
            try
            {
                var status = AwaitLeft();
                _light.Off();
                if (status == CameraStatus.Ok && anotherFollows && _dark.IsReady)
                {
                    // Their lead passes while the left one's picture is read.
                    _light.Both();
                }

                status = status == CameraStatus.Ok ? ReadFresh(frame.Left, parts) : status;
                status = status == CameraStatus.Ok ? CheckBanks(parts) : status;
                isExposing = status == CameraStatus.Ok && anotherFollows && Begin(NextPicture.Both);
                return status;
            }
            finally
            {
                if (!isExposing)
                {
                    _ahead.End();
                }
            }
        }

        /// <summary>Turns the LEDs off if the picture exposed for another capture is complete.</summary>
        internal void TendExposure()
        {
            _ahead.Tend();
        }

        /// <summary>Turns the LEDs off; the picture that the module exposes does not count.</summary>
        internal void EndExposure()
        {
            _ahead.End();
        }

        /// <summary>Takes the pair, once more with the other exposure if the first dark picture shows bright surroundings.</summary>
        CameraStatus TakeSuited(PalmFrame frame, NextPicture next)
        {
            var status = _exposure.Complete();
            status = status == CameraStatus.Ok ? TakePair(frame, next) : status;
            if (status == CameraStatus.Ok && !_exposure.IsBright && !_dark.AmbientIsWeak)
            {
                _ahead.End();
                _exposure.Begin();
                status = _exposure.Complete();
                status = status == CameraStatus.Ok ? TakePair(frame, next) : status;
            }

            frame.Light64 = _exposure.Light64;
            return status;
        }

        CameraStatus TakePair(PalmFrame frame, NextPicture next)
        {
            var status = _ahead.Counts ? _ahead.Await() : CameraStatus.Ok;
            if (status == CameraStatus.Ok && !_ahead.Counts)
            {
                _ahead.End();
                status = LightUp();
                _dark.Interrupt();
                status = status == CameraStatus.Ok ? ExposeLit() : status;
            }

            _ahead.Forget();
            var hasDark = _dark.IsReady;

            // Their lead passes while this picture is read.
            Switch(hasDark ? next : NextPicture.None);
            status = status == CameraStatus.Ok ? ReadFresh(frame.Lit, PictureSample.Parts) : status;
            for (var parts = 1; parts <= PictureSample.Parts; parts++)
            {
                _litLumas[parts - 1] = _sample.LumaOfFirst(parts);
            }

            if (hasDark && _sample.Luma > PictureSample.LumaOf(BrightPalm))
            {
                _light.Off();
                hasDark = false;
            }

            if (status == CameraStatus.Ok && !hasDark)
            {
                _holdsLit = false;
                AwaitThirdFrame();
                _dark.Begin();
                status = _dark.Await();
                _exposedAt = _clock.NowMicroseconds();
                Switch(next);
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
                _light.Both();
                _clock.Sleep(Timing.LightLead);
                return CameraStatus.Ok;
            }

            var status = _dark.Await();
            _light.Both();
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
            if (both < PictureSample.LumaOf(AmbientChange) || dark > both)
            {
                // Nothing is there that could reflect any, or changes of stronger ambient light outweigh it.
                return CameraStatus.Ok;
            }

            return 8 * left < LeastShare8 * both ? CameraStatus.LeftLedsDark
                : 8 * (both - left) < LeastShare8 * both ? CameraStatus.RightLedsDark
                : CameraStatus.Ok;
        }

        CameraStatus ExposeLit()
        {
            BeginLit();
            var status = _module.AwaitPicture(Timing.PictureTimeout);
            _exposedAt = _clock.NowMicroseconds();
            return status;
        }

        /// <summary>In bright surroundings, lets the frame begin that the next trigger must not catch.</summary>
        void AwaitThirdFrame()
        {
            var left = Timing.FrameBetween - (int)((_clock.NowMicroseconds() - _exposedAt) / 1000);
            if (_exposure.IsBright && left > 0)
            {
                _clock.Sleep(left);
            }
        }

        void BeginLit()
        {
            _holdsLit = true;
            _module.Trigger();
        }

        /// <summary>Begins the next picture; false if there is none to be exposed.</summary>
        bool Begin(NextPicture next)
        {
            switch (next)
            {
                case NextPicture.Left:
                    AwaitThirdFrame();
                    BeginLit();
                    return true;
                case NextPicture.Both:
                    _ahead.Begin();
                    _holdsLit |= _ahead.Exists;
                    return _ahead.Exists;
                default:
                    return false;
            }
        }

        CameraStatus ReadFresh(byte[] picture, int parts)
        {
            var status = _module.ReadPicture(picture, parts);
            return status == CameraStatus.Ok && !_sample.IsFresh(picture, parts) ? CameraStatus.StalePicture : status;
        }

        /// <summary>Turns on what the next picture needs, and the rest off.</summary>
        void Switch(NextPicture next)
        {
            switch (next)
            {
                case NextPicture.Left: _light.Left(); return;
                case NextPicture.Both: _light.Both(); return;
                default: _light.Off(); return;
            }
        }

        /// <summary>Waits for the picture under the left bank; it is taken now if none is under way, or without light to its end.</summary>
        CameraStatus AwaitLeft()
        {
            if (_ahead.Exists)
            {
                _ahead.End();
            }

            var status = _light.IsOn ? _module.AwaitPicture(Timing.PictureTimeout) : CameraStatus.Ok;
            if (status != CameraStatus.Ok || _light.IsWhole)
            {
                return status;
            }

            _light.Off();
            _light.Left();
            _clock.Sleep(Timing.LightLead);
            return ExposeLit();
        }
    }
}
