namespace Pedestal.Vein.Liveness
{
    /// <summary>
    /// The strongest of the beats of 42 to 180 a minute in levels of brightness, taken at any times, and how far it stands out.
    /// </summary>
    // hot: runs for every film.
    public sealed class BeatSpectrum
    {
        // Tenths of a hertz.
        const int Slowest = 7;
        const int Fastest = 30;
        const int Rates = Fastest - Slowest + 1;
        const int Neighbours = 2;

        // One period in 64 steps.
        static readonly sbyte[] Sine =
        {
            0, 12, 25, 37, 49, 60, 71, 81, 90, 98, 106, 112, 117, 122, 125, 126, 127, 126, 125, 122, 117, 112, 106, 98, 90, 81, 71, 60,
            49, 37, 25, 12, 0, -12, -25, -37, -49, -60, -71, -81, -90, -98, -106, -112, -117, -122, -125, -126, -127, -126, -125, -122,
            -117, -112, -106, -98, -90, -81, -71, -60, -49, -37, -25, -12,
        };

        readonly long[] _powers = new long[Rates];

        /// <summary>The strongest beat's share of the brightness, zero to peak, in 65,536ths.</summary>
        public int Amplitude { get; private set; }

        /// <summary>Its power over the mean of all other rates, sixteenths; noise alone seldom has more than 12 times.</summary>
        public int Prominence16 { get; private set; }

        /// <summary>Its rate, beats a minute.</summary>
        public int BeatsPerMinute { get; private set; }

        /// <summary>Measures the beat in so many levels, in 65,536ths of their mean, at times in ms.</summary>
        public void Measure(int[] levels, int[] times, int count)
        {
            var strongest = 0;
            for (var rate = 0; rate < Rates; rate++)
            {
                _powers[rate] = Power(levels, times, count, Slowest + rate);
                strongest = _powers[rate] > _powers[strongest] ? rate : strongest;
            }

            Compare(strongest, count);
        }

        /// <summary>The power at a rate in tenths of a hertz, whatever the distances of the pictures.</summary>
        static long Power(int[] levels, int[] times, int count, int rate)
        {
            long sine = 0;
            long cosine = 0;
            for (var i = 0; i < count; i++)
            {
                var phase = rate * times[i] * 4 / 625;
                sine += levels[i] * Sine[phase & 63];
                cosine += levels[i] * Sine[phase + 16 & 63];
            }

            // The table's amplitude is 127.
            sine >>= 7;
            cosine >>= 7;
            return sine * sine + cosine * cosine;
        }

        /// <summary>The strongest beat against the rest, without its neighbours and its first overtone's.</summary>
        void Compare(int strongest, int pictures)
        {
            var overtone = 2 * (Slowest + strongest) - Slowest;
            long rest = 0;
            var count = 0;
            for (var rate = 0; rate < Rates; rate++)
            {
                var isOwn = rate >= strongest - Neighbours && rate <= strongest + Neighbours;
                if (!isOwn && (rate < overtone - Neighbours || rate > overtone + Neighbours))
                {
                    rest += _powers[rate];
                    count++;
                }
            }

            BeatsPerMinute = 6 * (Slowest + strongest);
            var power = _powers[strongest];
            Amplitude = pictures == 0 ? 0 : 2 * Root(power) / pictures;
            var prominence = rest == 0 ? (power == 0 ? 0 : int.MaxValue) : 16 * power * count / rest;
            Prominence16 = prominence > int.MaxValue ? int.MaxValue : (int)prominence;
        }

        static int Root(long value)
        {
            return value < int.MaxValue ? IntegerMath.SquareRoot((int)value)
                : IntegerMath.SquareRoot((int)(value >> 12 < int.MaxValue ? value >> 12 : int.MaxValue)) << 6;
        }
    }
}
