using System;
using Pedestal.Vein.Code;

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
        /// <summary>Places that are looked at where there is no edge of a shadow.</summary>
        public const int Points = LanesOfAWord * Words;

        /// <summary>Places of the last measurement that are not near an edge of a shadow.</summary>
        public int JudgedPoints;

        const int Stride = Parameters.PatchStride;

        // At the border the palm's rim is brighter than what it neighbours. It takes the first lane of the words in the left half of
        // a strip and the last one of those in the right half, so that each word has three.
        const int Border = 4;
        const int Rows = TemplateFormat.GridSide - 2 * Border;
        const int Words = 4 * Rows;
        const int LanesOfAWord = 3;
        const int FewestPoints = 16;
        const int First = (Parameters.Margin + Border) * Stride + Parameters.Margin;
        const int HalfStrip = Parameters.StripWidth / 2;
        const int Lane = 16;
        const ulong Ones = 0x0001000100010001;
        const ulong Bias = 0x8000800080008000;
        const ulong LowLanes = 0x0000FFFF0000FFFF;
        const long LowestLane = 0xFFFF;
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
        /// logarithms of their energies, in hundredths of an octave. Places near edges of shadows do not count.
        /// </summary>
        public int Measure(ulong[] words, ulong[] edges)
        {
            MeasureProfiles(words, edges);
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
            JudgedPoints = 0;
        }

        /// <summary>
        /// Twice a cell less those on both sides: positive lanes, less their bias, are brighter than these. One cell to both sides across
        /// upright and level lines, two cells along and across for both diagonals.
        /// </summary>
        void MeasureProfiles(ulong[] words, ulong[] edges)
        {
            var upright = _upright;
            var level = _level;
            var falling = _falling;
            var rising = _rising;
            var bias = Bias;
            var lowLanes = LowLanes;
            var threeLanes = ThreeLanes;
            var ones = Ones;
            ulong judged = 0;
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
                // The patch's first row has no block, so that both of a block's rows begin at an odd one.
                var edge = (row + Border + Parameters.Margin - 1 >> 1) * AmbientPattern.EdgeStride + Parameters.Margin / 2;

                // Each row has four words, and the next one begins one cell to the right, or back at the left.
                for (var column = 0; column < Parameters.StripWidth; column += 2)
                {
                    var keep = ones - edges[edge];
                    var shift = column < HalfStrip ? Lane : 0;
                    keep = keep >> shift & threeLanes;
                    judged += keep;
                    keep *= 0xFFFF;
                    var middle = words[i];
                    middle += middle + bias;
                    var word = middle - words[i - 1] - words[i + 1];
                    word = word >> shift & keep;
                    upright[target] = word;
                    evenUpright += word & lowLanes;
                    oddUpright += word >> Lane & lowLanes;

                    word = middle - words[i - Stride] - words[i + Stride];
                    word = word >> shift & keep;
                    level[target] = word;
                    evenLevel += word & lowLanes;
                    oddLevel += word >> Lane & lowLanes;

                    word = middle - words[i - 2 * Stride - 2] - words[i + 2 * Stride + 2];
                    word = word >> shift & keep;
                    falling[target] = word;
                    evenFalling += word & lowLanes;
                    oddFalling += word >> Lane & lowLanes;

                    word = middle - words[i - 2 * Stride + 2] - words[i + 2 * Stride - 2];
                    word = word >> shift & keep;
                    rising[target] = word;
                    evenRising += word & lowLanes;
                    oddRising += word >> Lane & lowLanes;
                    target++;
                    edge++;
                    i += 2;
                }

                i += (row & 1) == 0 ? Stride - Parameters.StripWidth + 1 : Stride - Parameters.StripWidth - 1;
            }

            JudgedPoints = (int)(judged & 0xFFFF) + (int)(judged >> 16 & 0xFFFF) + (int)(judged >> 32 & 0xFFFF);

            // The palm's own shading bends alike everywhere. Dark and bright can only be compared around the exact mean.
            _uprightMean = Mean(evenUpright, oddUpright);
            _levelMean = Mean(evenLevel, oddLevel);
            _fallingMean = Mean(evenFalling, oddFalling);
            _risingMean = Mean(evenRising, oddRising);
        }

        int Mean(ulong even, ulong odd)
        {
            return (int)((uint)even + (uint)(even >> 32) + (uint)odd) / (JudgedPoints < 1 ? 1 : JudgedPoints);
        }

        /// <summary>Sums the squares of the darker of two profiles at each place, where it is dark, and of the brighter one.</summary>
        int Compare()
        {
            if (JudgedPoints < FewestPoints)
            {
                return 0;
            }

            var upright = _upright;
            var level = _level;
            var falling = _falling;
            var rising = _rising;
            var lowest = LowestLane;
            var uprightMean = (long)_uprightMean;
            var levelMean = (long)_levelMean;
            var fallingMean = (long)_fallingMean;
            var risingMean = (long)_risingMean;
            long nothing = 0;
            long narrowDark = 0;
            long narrowBright = 0;
            long broadDark = 0;
            long broadBright = 0;
            for (var word = 0; word < Words; word++)
            {
                var uprights = (long)upright[word];
                var levels = (long)level[word];
                var fallings = (long)falling[word];
                var risings = (long)rising[word];

                // Only lanes near edges are 0; the fourth one is always.
                while (uprights != nothing)
                {
                    var first = uprights & lowest;
                    if (first != nothing)
                    {
                        first -= uprightMean;
                        var second = (levels & lowest) - levelMean;
                        var darker = second;
                        var brighter = first;
                        if (first < second)
                        {
                            darker = first;
                            brighter = second;
                        }

                        if (darker < nothing)
                        {
                            narrowDark += darker * darker;
                        }

                        if (brighter > nothing)
                        {
                            narrowBright += brighter * brighter;
                        }

                        first = (fallings & lowest) - fallingMean;
                        second = (risings & lowest) - risingMean;
                        darker = second;
                        brighter = first;
                        if (first < second)
                        {
                            darker = first;
                            brighter = second;
                        }

                        if (darker < nothing)
                        {
                            broadDark += darker * darker;
                        }

                        if (brighter > nothing)
                        {
                            broadBright += brighter * brighter;
                        }
                    }

                    uprights >>= Lane;
                    levels >>= Lane;
                    fallings >>= Lane;
                    risings >>= Lane;
                }
            }

            var octaves = NarrowDark * IntegerMath.Log2((ulong)narrowDark) + NarrowBright * IntegerMath.Log2((ulong)narrowBright)
                + BroadDark * IntegerMath.Log2((ulong)broadDark) + BroadBright * IntegerMath.Log2((ulong)broadBright);

            // The weights' sum is 1: as much for each place, as if all had been looked at.
            octaves += IntegerMath.Log2(Points) - IntegerMath.Log2((ulong)JudgedPoints);
            return 100 * octaves >> IntegerMath.Log2Bits;
        }
    }
}
