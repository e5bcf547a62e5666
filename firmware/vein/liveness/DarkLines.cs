using System;

namespace Pedestal.Vein.Liveness
{
    /// <summary>
    /// Whether the lines of the palm are those of vessels and creases: narrow, and darker than what surrounds them. Folds of cloth, the
    /// mottling of a cast and printed boxes have as many bright lines, and broader ones. Looks at every other cell, in the pattern of a
    /// chessboard's squares of one colour; the patch is smoothed, so that neighbours say much the same.
    /// </summary>
    // hot: runs for every capture that has a template.
    public sealed class DarkLines
    {
        const int Stride = Parameters.PatchStride;

        // At the border the palm's rim is brighter than what it neighbours. It takes the first lane of the words in the left half of
        // a strip and the last one of those in the right half, so that each word has three.
        const int Border = 4;
        const int Rows = TemplateFormat.GridSide - 2 * Border;
        const int Words = 4 * Rows;
        const int LanesOfAWord = 3;
        const int Points = LanesOfAWord * Words;
        const int First = (Parameters.Margin + Border) * Stride + Parameters.Margin;
        const int HalfStrip = Parameters.StripWidth / 2;
        const int Lane = 16;
        const ulong Bias = 0x8000800080008000;
        const ulong LowLanes = 0x0000FFFF0000FFFF;
        const ulong ThreeLanes = 0x0000FFFFFFFFFFFF;

        // By logistic regression on synthetic hands and gloves, rounded. Their sum is 1: twice the light adds only two octaves, which says
        // a little about cloth that reflects less than skin.
        const int NarrowDark = 10;
        const int NarrowBright = -5;
        const int BroadDark = 5;
        const int BroadBright = -9;
        readonly ulong[] _upright = new ulong[Words];
        readonly ulong[] _level = new ulong[Words];
        readonly ulong[] _falling = new ulong[Words];
        readonly ulong[] _rising = new ulong[Words];
        int _uprightMean;
        int _levelMean;
        int _fallingMean;
        int _risingMean;

        /// <summary>
        /// Measures a smoothed patch: how much stronger its narrow dark lines are than its bright and broad ones, a weighted sum of the
        /// logarithms of their energies, in hundredths of an octave.
        /// </summary>
        public int Measure(ulong[] words)
        {
            MeasureProfiles(words);
            return Compare();
        }

        /// <summary>Wipes the palm.</summary>
        public void Wipe()
        {
            Array.Clear(_upright, 0, Words);
            Array.Clear(_level, 0, Words);
            Array.Clear(_falling, 0, Words);
            Array.Clear(_rising, 0, Words);
            _uprightMean = 0;
            _levelMean = 0;
            _fallingMean = 0;
            _risingMean = 0;
        }

        /// <summary>
        /// Twice a cell less those on both sides: positive lanes, less their bias, are brighter than these. One cell to both sides across
        /// upright and level lines, two cells along and across for both diagonals.
        /// </summary>
        void MeasureProfiles(ulong[] words)
        {
            var upright = _upright;
            var level = _level;
            var falling = _falling;
            var rising = _rising;
            var bias = Bias;
            var lowLanes = LowLanes;
            var threeLanes = ThreeLanes;
            ulong evenUpright = 0;
            ulong oddUpright = 0;
            ulong evenLevel = 0;
            ulong oddLevel = 0;
            ulong evenFalling = 0;
            ulong oddFalling = 0;
            ulong evenRising = 0;
            ulong oddRising = 0;
            var target = 0;
            var i = First;
            for (var row = 0; row < Rows; row++)
            {
                // Each row has four words, and the next one begins one cell to the right, or back at the left.
                for (var column = 0; column < Parameters.StripWidth; column += 2)
                {
                    var middle = words[i];
                    middle += middle + bias;
                    var word = middle - words[i - 1] - words[i + 1];
                    word = column < HalfStrip ? word >> Lane : word & threeLanes;
                    upright[target] = word;
                    evenUpright += word & lowLanes;
                    oddUpright += word >> Lane & lowLanes;

                    word = middle - words[i - Stride] - words[i + Stride];
                    word = column < HalfStrip ? word >> Lane : word & threeLanes;
                    level[target] = word;
                    evenLevel += word & lowLanes;
                    oddLevel += word >> Lane & lowLanes;

                    word = middle - words[i - 2 * Stride - 2] - words[i + 2 * Stride + 2];
                    word = column < HalfStrip ? word >> Lane : word & threeLanes;
                    falling[target] = word;
                    evenFalling += word & lowLanes;
                    oddFalling += word >> Lane & lowLanes;

                    word = middle - words[i - 2 * Stride + 2] - words[i + 2 * Stride - 2];
                    word = column < HalfStrip ? word >> Lane : word & threeLanes;
                    rising[target] = word;
                    evenRising += word & lowLanes;
                    oddRising += word >> Lane & lowLanes;
                    target++;
                    i += 2;
                }

                i += (row & 1) == 0 ? Stride - Parameters.StripWidth + 1 : Stride - Parameters.StripWidth - 1;
            }

            // The palm's own shading bends alike everywhere. Dark and bright can only be compared around the exact mean.
            _uprightMean = Mean(evenUpright, oddUpright);
            _levelMean = Mean(evenLevel, oddLevel);
            _fallingMean = Mean(evenFalling, oddFalling);
            _risingMean = Mean(evenRising, oddRising);
        }

        static int Mean(ulong even, ulong odd)
        {
            return (int)((uint)even + (uint)(even >> 32) + (uint)odd) / Points;
        }

        /// <summary>Sums the squares of the darker of two profiles at each place, where it is dark, and of the brighter one.</summary>
        int Compare()
        {
            var upright = _upright;
            var level = _level;
            var falling = _falling;
            var rising = _rising;
            var uprightMean = _uprightMean;
            var levelMean = _levelMean;
            var fallingMean = _fallingMean;
            var risingMean = _risingMean;
            ulong narrowDark = 0;
            ulong narrowBright = 0;
            ulong broadDark = 0;
            ulong broadBright = 0;
            for (var word = 0; word < Words; word++)
            {
                var uprights = upright[word];
                var levels = level[word];
                var fallings = falling[word];
                var risings = rising[word];
                for (var lane = 0; lane < LanesOfAWord; lane++)
                {
                    var first = (ushort)uprights - uprightMean;
                    var second = (ushort)levels - levelMean;
                    if (first < second)
                    {
                        if (first < 0)
                        {
                            narrowDark += (uint)(first * first);
                        }

                        if (second > 0)
                        {
                            narrowBright += (uint)(second * second);
                        }
                    }
                    else
                    {
                        if (second < 0)
                        {
                            narrowDark += (uint)(second * second);
                        }

                        if (first > 0)
                        {
                            narrowBright += (uint)(first * first);
                        }
                    }

                    first = (ushort)fallings - fallingMean;
                    second = (ushort)risings - risingMean;
                    if (first < second)
                    {
                        if (first < 0)
                        {
                            broadDark += (uint)(first * first);
                        }

                        if (second > 0)
                        {
                            broadBright += (uint)(second * second);
                        }
                    }
                    else
                    {
                        if (second < 0)
                        {
                            broadDark += (uint)(second * second);
                        }

                        if (first > 0)
                        {
                            broadBright += (uint)(first * first);
                        }
                    }

                    uprights >>= Lane;
                    levels >>= Lane;
                    fallings >>= Lane;
                    risings >>= Lane;
                }
            }

            var octaves = NarrowDark * IntegerMath.Log2(narrowDark) + NarrowBright * IntegerMath.Log2(narrowBright)
                + BroadDark * IntegerMath.Log2(broadDark) + BroadBright * IntegerMath.Log2(broadBright);
            return 100 * octaves >> IntegerMath.Log2Bits;
        }
    }
}
