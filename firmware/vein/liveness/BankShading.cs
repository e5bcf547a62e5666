using System;
using Pedestal.Vein.Pose;

namespace Pedestal.Vein.Liveness
{
    /// <summary>
    /// Compares a palm under both banks of LEDs with the same palm under the left one, on lines across it. The left bank's share of
    /// the light falls from left to right: on a sheet ever more slowly, on a hand slowly in the hollow and fast at the round edges.
    /// Neither the distance, nor a tilt, nor how bright the banks are changes the ratio of both falls much.
    /// </summary>
    // hot: runs for every capture that has a template.
    public sealed class BankShading
    {
        // Columns on both sides of the middle, in 64ths of the palm's breadth: four in the hollow, and four where the edges begin to
        // fall. Farther out, a hand that drifts between both pictures matters more than its form.
        const int FirstInner = 6;
        const int InnerStep = 3;
        const int FirstOuter = 18;
        const int OuterStep = 2;
        const int Outermost = 24;
        const int Inner = 4;
        const int Pairs = 8;
        const int Columns = 2 * Pairs;
        const int FirstLine = -18;
        const int LineStep = 2;
        const int Lines = 20;
        const int FewestLines = 8;

        // Below this fall in the middle, in thousandths of the share, one bank does not light the palm.
        const int LeastFall = 30;
        const int Limit = Parameters.FrameSide << 16;
        const int RowMask = 0x7F00;
        const int ColumnMask = 0xFE;
        const int Rounding = 1 << 15;
        readonly int[] _both = new int[Columns];
        readonly int[] _left = new int[Columns];

        /// <summary>
        /// How much faster the share falls near the edges than in the middle, hundredths: about 190 for a sheet, 280 for a hand. 0 if
        /// too little of the palm is in the frame, or if the banks cannot be told apart.
        /// </summary>
        public int Measure(byte[] lit, byte[] left, byte[] dark, PalmPose pose, int threshold)
        {
            // A 64th of the breadth as a step in pixels, 16 fractional bits.
            var alongX = pose.Breadth * pose.AxisX >> 8;
            var alongY = pose.Breadth * pose.AxisY >> 8;
            var acrossX = -alongY;
            var acrossY = alongX;
            var x = (pose.CentreX << 8) + alongX * FirstLine + Rounding;
            var y = (pose.CentreY << 8) + alongY * FirstLine + Rounding;
            var endX = acrossX * Outermost;
            var endY = acrossY * Outermost;
            var stepX = alongX * LineStep;
            var stepY = alongY * LineStep;
            var lines = 0;
            for (var line = 0; line < Lines; line++)
            {
                if ((uint)(x - endX) < Limit && (uint)(x + endX) < Limit && (uint)(y - endY) < Limit && (uint)(y + endY) < Limit)
                {
                    lines++;
                }
                else if (lines > 0)
                {
                    break;
                }

                x += stepX;
                y += stepY;
            }

            if (lines < FewestLines)
            {
                return 0;
            }

            // From the last line in the frame back to the first.
            x -= stepX;
            y -= stepY;
            var back = Place(-stepX, -stepY);
            for (var i = 0; i < Pairs; i++)
            {
                var aside = i < Inner ? FirstInner + InnerStep * i : FirstOuter + OuterStep * (i - Inner);
                SampleColumn(lit, left, dark, threshold, i, Place(x - acrossX * aside, y - acrossY * aside), back, lines);
                SampleColumn(lit, left, dark, threshold, Pairs + i, Place(x + acrossX * aside, y + acrossY * aside), back, lines);
            }

            return Roundness();
        }

        /// <summary>Rows from the frame's top in which <see cref="Measure"/> looks at a palm in this pose.</summary>
        public static int RowsFor(PalmPose pose)
        {
            const int last = FirstLine + LineStep * (Lines - 1);
            var along = pose.AxisY > 0 ? last * pose.AxisY : FirstLine * pose.AxisY;
            var across = Outermost * (pose.AxisX < 0 ? -pose.AxisX : pose.AxisX);

            // The breadth has 8 fractional bits, the axis 10, and offsets are in 64ths; rounding takes a row more.
            var rows = (pose.CentreY >> 8) + ((along + across >> 6) * (pose.Breadth >> 8) >> 10) + 3;
            return rows < 1 ? 1 : rows > Parameters.FrameSide ? Parameters.FrameSide : rows;
        }

        /// <summary>Wipes the sums.</summary>
        public void Wipe()
        {
            Array.Clear(_both, 0, Columns);
            Array.Clear(_left, 0, Columns);
        }

        void SampleColumn(byte[] lit, byte[] left, byte[] dark, int threshold, int column, int place, int back, int lines)
        {
            var both = 0;
            var one = 0;
            for (; lines > 0; lines--)
            {
                var p = (place >> 16 & RowMask) + (place >> 7 & ColumnMask);
                int light = lit[p];
                if (light < Parameters.SaturatedLevel)
                {
                    int ambient = dark[p];
                    light -= ambient;
                    if (light >= threshold)
                    {
                        both += light;
                        one += left[p] - ambient;
                    }
                }

                place += back;
            }

            _both[column] = both;
            _left[column] = one;
        }

        int Roundness()
        {
            var all = 0;
            var some = 0;
            var inner = 0;
            var outer = 0;
            for (var i = 0; i < Pairs; i++)
            {
                var leftSide = _both[i];
                var rightSide = _both[Pairs + i];
                if (leftSide == 0 || rightSide == 0)
                {
                    return 0;
                }

                all += leftSide + rightSide;
                some += _left[i] + _left[Pairs + i];
                var fall = (_left[i] << 14) / leftSide - (_left[Pairs + i] << 14) / rightSide;
                if (i < Inner)
                {
                    inner += fall;
                }
                else
                {
                    outer += fall;
                }
            }

            // A hand that points towards the guest has its columns the other way round.
            if (inner < 0)
            {
                inner = -inner;
                outer = -outer;
            }

            var least = (some << 8) / (all >> 6) * Inner * LeastFall / 1000;
            inner = inner < least ? least : inner;
            return inner <= 0 || outer <= 0 ? 0 : 100 * outer / inner;
        }

        /// <summary>Packs both coordinates into one number, 8 fractional bits each, so that one addition moves both.</summary>
        static int Place(int x, int y)
        {
            return (y >> 8 << 16) + (x >> 8);
        }
    }
}
