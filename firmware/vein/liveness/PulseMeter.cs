using System;

namespace Pedestal.Vein.Liveness
{
    /// <summary>
    /// Measures the beat in the brightness of a palm's middle over pictures of a few seconds: each heartbeat fills it with blood, which
    /// makes it darker by a few thousandths. Anything that moves by a tenth of a millimetre changes as much, so the hand has to rest.
    /// </summary>
    // hot: runs for every picture.
    public sealed class PulseMeter
    {
        /// <summary>How long a palm is filmed, ms.</summary>
        public const int Milliseconds = 6000;

        /// <summary>Most pictures that are used.</summary>
        public const int MostPictures = 96;

        /// <summary>Fewest pictures that show anything.</summary>
        public const int FewestPictures = 36;

        /// <summary>A relative brightness of 1.</summary>
        public const int Unit = 65536;

        const int Half = 16;
        const int SmoothMilliseconds = 750;

        readonly int[] _levels = new int[MostPictures];
        readonly int[] _times = new int[MostPictures];
        readonly int[] _smooth = new int[MostPictures];
        readonly BeatSpectrum _spectrum = new BeatSpectrum();
        int _left;
        int _top;
        int _begin;

        /// <summary>Pictures so far.</summary>
        public int Pictures { get; private set; }

        /// <summary>The strongest beat; valid after <see cref="Measure"/>.</summary>
        public BeatSpectrum Spectrum
        {
            get { return _spectrum; }
        }

        /// <summary>How far the brightness wandered slowly, in 65,536ths: the hand did not rest.</summary>
        public int Drift { get; private set; }

        /// <summary>The greatest change from one picture to the next, in 65,536ths.</summary>
        public int Step { get; private set; }

        /// <summary>Begins with a palm whose centre is at a pixel.</summary>
        public void Begin(int centreX, int centreY, int nowMilliseconds)
        {
            _left = Inside(centreX) - Half;
            _top = Inside(centreY) - Half;
            _begin = nowMilliseconds;
            Pictures = 0;
        }

        /// <summary>Whether the film is long enough, or full.</summary>
        public bool IsComplete(int nowMilliseconds)
        {
            return Pictures == MostPictures || nowMilliseconds - _begin >= Milliseconds;
        }

        /// <summary>Adds a lit picture (YUV 4:2:2); more than are used are left out.</summary>
        public void Add(byte[] lit, int nowMilliseconds)
        {
            if (Pictures == MostPictures)
            {
                return;
            }

            var sum = 0;
            var row = Parameters.FrameStride * _top + 2 * _left;
            for (var y = 0; y < 2 * Half; y++)
            {
                for (var i = row; i < row + 4 * Half; i += 2)
                {
                    sum += lit[i];
                }

                row += Parameters.FrameStride;
            }

            _levels[Pictures] = sum;
            _times[Pictures] = nowMilliseconds - _begin;
            Pictures++;
        }

        /// <summary>Measures the beat in all pictures.</summary>
        public void Measure()
        {
            Relate();
            Smooth();
            _spectrum.Measure(_smooth, _times, Pictures);
        }

        /// <summary>Forgets the palm.</summary>
        public void Wipe()
        {
            Array.Clear(_levels, 0, MostPictures);
            Array.Clear(_smooth, 0, MostPictures);
            Pictures = 0;
        }

        /// <summary>Makes the levels deviations from their mean.</summary>
        void Relate()
        {
            long sum = 0;
            for (var i = 0; i < Pictures; i++)
            {
                sum += _levels[i];
            }

            var mean = Pictures == 0 ? 0 : (int)(sum / Pictures);
            Step = 0;
            for (var i = 0; i < Pictures; i++)
            {
                var level = mean == 0 ? 0 : (int)((long)(_levels[i] - mean) * Unit / mean);
                var step = i == 0 ? 0 : level - _levels[i - 1];
                step = step < 0 ? -step : step;
                Step = step > Step ? step : Step;
                _levels[i] = level;
            }
        }

        /// <summary>Takes the mean of the neighbouring three quarters of a second on each side from each level.</summary>
        void Smooth()
        {
            var from = 0;
            var to = 0;
            var sum = 0;
            var low = int.MaxValue;
            var high = int.MinValue;
            for (var i = 0; i < Pictures; i++)
            {
                for (; to < Pictures && _times[to] <= _times[i] + SmoothMilliseconds; to++)
                {
                    sum += _levels[to];
                }

                for (; _times[from] < _times[i] - SmoothMilliseconds; from++)
                {
                    sum -= _levels[from];
                }

                var mean = sum / (to - from);
                low = mean < low ? mean : low;
                high = mean > high ? mean : high;
                _smooth[i] = _levels[i] - mean;
            }

            Drift = Pictures == 0 ? 0 : high - low;
        }

        static int Inside(int centre)
        {
            return centre < Half ? Half : centre > Parameters.FrameSide - Half ? Parameters.FrameSide - Half : centre;
        }
    }
}
