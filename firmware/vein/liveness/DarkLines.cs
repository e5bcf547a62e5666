using System;

namespace Pedestal.Vein.Liveness
{
    /// <summary>
    /// Whether the lines of the palm are those of vessels and creases: thin, and darker than what surrounds them. Folds of cloth, the
    /// mottling of a cast and printed boxes have as many bright ones. Looks at every fourth cell, in the pattern of a chessboard's
    /// squares of one colour; the patch is smoothed, so that neighbours say much the same.
    /// </summary>
    // hot: runs for every capture that has a template.
    public sealed class DarkLines
    {
        const int Stride = Parameters.PatchStride;

        // At the border the palm's rim is brighter than what it neighbours. It takes the first lane of the words in the left half of
        // a strip and the last one of those in the right half, so that each word has three.
        const int Border = 4;
        const int Rows = TemplateFormat.GridSide - 2 * Border;
        const int Words = 2 * Rows;
        const int LanesOfAWord = 3;
        const int Points = LanesOfAWord * Words;
        const int First = (Parameters.Margin + Border) * Stride + Parameters.Margin;
        const int HalfStrip = Parameters.StripWidth / 2;
        const int Shift = HalfStrip / 2;
        const int Directions = 8;
        const int Lane = 16;
        const int Most = 1000;
        const ulong Bias = 0x8000800080008000;
        const ulong LowLanes = 0x0000FFFF0000FFFF;
        const ulong ThreeLanes = 0x0000FFFFFFFFFFFF;
        readonly ulong[] _profiles = new ulong[Directions * Words];
        readonly int[] _means = new int[Directions];

        /// <summary>
        /// Measures a smoothed patch, in hundredths: the energy of its dark lines relative to that of the bright ones, once with
        /// narrow diagonals and once with broad ones, plus the energy of thin structure relative to that of broader one. About 330 for
        /// a hand, 240 for what has no vessels.
        /// </summary>
        public int Measure(ulong[] words)
        {
            // Upright and level, two cells to both sides; narrow and broad diagonals; upright and level, three cells to both sides.
            MeasureProfiles(words, 0, 2 * Stride);
            MeasureProfiles(words, 1, 2);
            MeasureProfiles(words, 2, Stride + 1);
            MeasureProfiles(words, 3, Stride - 1);
            MeasureProfiles(words, 4, 2 * (Stride + 1));
            MeasureProfiles(words, 5, 2 * (Stride - 1));
            MeasureProfiles(words, 6, 3 * Stride);
            MeasureProfiles(words, 7, 3);
            return Compare();
        }

        /// <summary>Wipes the palm.</summary>
        public void Wipe()
        {
            Array.Clear(_profiles, 0, _profiles.Length);
            Array.Clear(_means, 0, Directions);
        }

        /// <summary>Twice a cell less those at an offset on both sides: positive lanes, less their bias, are brighter than these.</summary>
        void MeasureProfiles(ulong[] words, int direction, int offset)
        {
            var profiles = _profiles;
            var target = direction * Words;
            var bias = Bias;
            ulong even = 0;
            ulong odd = 0;
            var i = First;
            for (var row = 0; row < Rows; row += 2)
            {
                var word = words[i];
                word = bias + word + word - words[i - offset] - words[i + offset] >> Lane;
                profiles[target++] = word;
                even += word & LowLanes;
                odd += word >> Lane & LowLanes;
                i += HalfStrip;
                word = words[i];
                word = bias + word + word - words[i - offset] - words[i + offset] & ThreeLanes;
                profiles[target++] = word;
                even += word & LowLanes;
                odd += word >> Lane & LowLanes;
                i += Stride - HalfStrip + Shift;
                word = words[i];
                word = bias + word + word - words[i - offset] - words[i + offset] >> Lane;
                profiles[target++] = word;
                even += word & LowLanes;
                odd += word >> Lane & LowLanes;
                i += HalfStrip;
                word = words[i];
                word = bias + word + word - words[i - offset] - words[i + offset] & ThreeLanes;
                profiles[target++] = word;
                even += word & LowLanes;
                odd += word >> Lane & LowLanes;
                i += Stride - HalfStrip - Shift;
            }

            // The palm's own shading bends alike everywhere. Dark and bright can only be compared around the exact mean.
            _means[direction] = (int)((uint)even + (uint)(even >> 32) + (uint)odd) / Points;
        }

        int Compare()
        {
            var profiles = _profiles;
            var mean0 = _means[0];
            var mean1 = _means[1];
            var mean2 = _means[2];
            var mean3 = _means[3];
            var mean4 = _means[4];
            var mean5 = _means[5];
            var mean6 = _means[6];
            var mean7 = _means[7];
            long darkNarrow = 0;
            long brightNarrow = 0;
            long darkBroad = 0;
            long brightBroad = 0;
            long thin = 0;
            long thick = 0;
            for (var word = 0; word < Words; word++)
            {
                var profile0 = profiles[word];
                var profile1 = profiles[word + Words];
                var profile2 = profiles[word + 2 * Words];
                var profile3 = profiles[word + 3 * Words];
                var profile4 = profiles[word + 4 * Words];
                var profile5 = profiles[word + 5 * Words];
                var profile6 = profiles[word + 6 * Words];
                var profile7 = profiles[word + 7 * Words];
                for (var lane = 0; lane < LanesOfAWord; lane++)
                {
                    var first = (ushort)profile0 - mean0;
                    var second = (ushort)profile1 - mean1;
                    long bend = first + second;
                    thin += bend * bend;
                    var low = 0;
                    var high = 0;
                    if (first < 0)
                    {
                        low = first;
                    }
                    else
                    {
                        high = first;
                    }

                    if (second < low)
                    {
                        low = second;
                    }
                    else if (second > high)
                    {
                        high = second;
                    }

                    first = (ushort)profile2 - mean2;
                    second = (ushort)profile3 - mean3;
                    long square = first < second
                        ? first < low ? first : low
                        : second < low ? second : low;
                    darkNarrow += square * square;
                    square = first < second
                        ? second > high ? second : high
                        : first > high ? first : high;
                    brightNarrow += square * square;

                    first = (ushort)profile4 - mean4;
                    second = (ushort)profile5 - mean5;
                    square = first < second
                        ? first < low ? first : low
                        : second < low ? second : low;
                    darkBroad += square * square;
                    square = first < second
                        ? second > high ? second : high
                        : first > high ? first : high;
                    brightBroad += square * square;

                    bend = (ushort)profile6 - mean6 + (ushort)profile7 - mean7;
                    thick += bend * bend;
                    profile0 >>= Lane;
                    profile1 >>= Lane;
                    profile2 >>= Lane;
                    profile3 >>= Lane;
                    profile4 >>= Lane;
                    profile5 >>= Lane;
                    profile6 >>= Lane;
                    profile7 >>= Lane;
                }
            }

            return Ratio(darkNarrow, brightNarrow) + Ratio(darkBroad, brightBroad) + Ratio(thin, thick);
        }

        /// <summary>In hundredths, at most <see cref="Most"/>.</summary>
        static int Ratio(long dividend, long divisor)
        {
            return dividend == 0 ? 0 : dividend / Most * 100 >= divisor ? Most : (int)(100 * dividend / divisor);
        }
    }
}
