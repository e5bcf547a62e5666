using System;
using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>
    /// The dark picture, taken while nobody is captured: one burst for each call, into a second buffer, so that a complete one is ready
    /// all the time. Only in weak ambient light: there neither the hand's place nor a change within a second matters.
    /// </summary>
    sealed class HeldDark
    {
        readonly MegaModule _module;
        readonly ExposureControl _exposure;
        readonly IClock _clock;
        readonly PictureSample _sample;
        readonly int[] _lumas = new int[PictureSample.Parts];
        byte[] _whole = new byte[PalmFrame.Length];
        byte[] _next = new byte[PalmFrame.Length];
        long _wholeSince;
        long _nextSince;
        bool _isWhole;
        bool _isExposing;
        int _read;

        internal HeldDark(MegaModule module, IClock clock, PictureSample sample, ExposureControl exposure)
        {
            _module = module;
            _exposure = exposure;
            _clock = clock;
            _sample = sample;
        }

        /// <summary>Whether the last dark picture showed weak light; so it counts until a picture shows it.</summary>
        internal bool AmbientIsWeak { get; private set; } = true;

        /// <summary>Sum of the sampled grey values in the first parts of the last dark picture.</summary>
        internal int LumaOfFirst(int parts)
        {
            return _lumas[parts - 1];
        }

        /// <summary>Whether there is one that represents the present light.</summary>
        internal bool IsReady
        {
            get { return _isWhole && AmbientIsWeak && IsYounger(_wholeSince, Timing.DarkLife); }
        }

        /// <summary>Whether one is under way that is no longer to be waited for than a new one.</summary>
        internal bool IsUnderWay
        {
            get { return _isExposing && AmbientIsWeak && IsYounger(_nextSince, Timing.DarkLife); }
        }

        /// <summary>Nothing taken so far counts.</summary>
        internal void Invalidate()
        {
            _isWhole = false;
            _isExposing = false;
        }

        /// <summary>Ambient light counts as weak again, as after a start.</summary>
        internal void Reset()
        {
            Invalidate();
            AmbientIsWeak = true;
        }

        /// <summary>The module exposes something else: the picture being read is lost, the complete one is not.</summary>
        internal void Interrupt()
        {
            _isExposing = false;
        }

        /// <summary>Continues: begins a picture when it is time, reads a burst of it when it is exposed. Takes at most 10 ms.</summary>
        internal void Continue()
        {
            if (!AmbientIsWeak)
            {
                return;
            }

            if (!_isExposing)
            {
                if (!_isWhole || !IsYounger(_wholeSince, Timing.DarkInterval))
                {
                    Begin();
                }
            }
            else if (_read > 0 || _module.IsDone())
            {
                ReadOne();
            }
            else if (!IsYounger(_nextSince, Timing.PictureTimeout))
            {
                // The next capture names the fault.
                _isExposing = false;
                _isWhole = false;
            }
        }

        /// <summary>Starts a dark picture; one lit that the module still holds is overwritten.</summary>
        internal void Begin()
        {
            _module.Trigger();
            _nextSince = _clock.NowMicroseconds();
            _isExposing = true;
            _read = 0;
        }

        /// <summary>Waits for the exposure of the dark picture begun last.</summary>
        internal CameraStatus Await()
        {
            return _read > 0 ? CameraStatus.Ok : _module.AwaitPicture(Timing.PictureTimeout);
        }

        /// <summary>Reads what is left of the dark picture just exposed.</summary>
        internal CameraStatus Read()
        {
            var status = CameraStatus.Ok;
            while (status == CameraStatus.Ok && _isExposing)
            {
                status = ReadOne();
            }

            return status == CameraStatus.Ok && !_isWhole ? CameraStatus.StalePicture : status;
        }

        /// <summary>Copies the complete picture.</summary>
        internal void CopyTo(byte[] target)
        {
            Array.Copy(_whole, target, PalmFrame.Length);
        }

        CameraStatus ReadOne()
        {
            var status = _module.ReadPart(_next, _read);
            if (status != CameraStatus.Ok)
            {
                _isExposing = false;
                _isWhole = false;
                return status;
            }

            _read++;
            if (_read == PictureSample.Parts)
            {
                Finish();
            }

            return status;
        }

        /// <summary>The picture is complete; if it is the same as the one before, there is none.</summary>
        void Finish()
        {
            _isExposing = false;
            _isWhole = _sample.IsFresh(_next, PictureSample.Parts);
            for (var parts = 1; parts <= PictureSample.Parts; parts++)
            {
                _lumas[parts - 1] = _sample.LumaOfFirst(parts);
            }

            AmbientIsWeak = !_exposure.IsBright && _sample.Luma <= PictureSample.LumaOf(BrightSurroundings.WeakAmbient);
            var whole = _next;
            _next = _whole;
            _whole = whole;
            _wholeSince = _nextSince;
        }

        bool IsYounger(long since, int milliseconds)
        {
            return _clock.NowMicroseconds() - since <= milliseconds * 1000L;
        }
    }
}
