namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// The relief that a picture of a hand gets, since a picture has none: a hollow of 6 mm within the palm, and around it a wide rounding
/// that stands for the eminences and the edges of a usual hand. It decides how much of the light comes from the left bank of LEDs.
/// </summary>
static class PictureRelief
{
    const int Side = PalmFrame.Side;
    const double MillimetresPerPixel = 0.95;
    const double Distance = 90;
    const double Cup = 6;
    const double Rounding = 19;

    // Each bank is half a ring of 32 mm radius, which lights like one source at the ring's mean distance from the middle.
    const double BankOffset = 20;
    const double Background = 0.35;

    // Skin scatters light over about this many pixels, to both sides.
    const int Scatter = 2;

    /// <summary>The picture under the left bank alone, at an ambient level that both share.</summary>
    public static byte[] Left(byte[] lit, byte ambient)
    {
        var height = Heights(Depths(lit));
        var left = new byte[lit.Length];
        for (var i = 0; i < lit.Length; i++)
        {
            left[i] = (byte)(Math.Min(ambient, lit[i]) + Math.Max(0, lit[i] - ambient) * LeftShare(height, i % Side, i / Side) + 0.5);
        }

        return left;
    }

    /// <summary>Lambert's cosine and the squared distance, for both banks.</summary>
    static double LeftShare(double[] height, int column, int row)
    {
        var slope = (At(height, column - Scatter, row) - At(height, column + Scatter, row)) / (2 * Scatter * MillimetresPerPixel);
        var x = (column - Side / 2) * MillimetresPerPixel;
        var y = (row - Side / 2) * MillimetresPerPixel;
        var z = Distance - At(height, column, row);
        var left = From(-BankOffset);
        return left / Math.Max(left + From(BankOffset), 1e-9);

        double From(double bank)
        {
            var squared = (bank - x) * (bank - x) + y * y + z * z;
            return Math.Max(0, slope * (bank - x) + z) / (squared * squared);
        }
    }

    static double[] Heights(double[] depths)
    {
        var palm = Array.IndexOf(depths, depths.Max());
        var radius = Math.Max(depths[palm], 1);
        return
        [
            .. depths.Select((depth, i) =>
            {
                var x = i % Side - palm % Side;
                var y = i / Side - palm / Side;
                var inwards = Math.Clamp(Rounding - depth * MillimetresPerPixel, 0, 0.95 * Rounding);
                return -Cup * Math.Max(0, 1 - (x * x + y * y) / (radius * radius))
                    - Rounding + Math.Sqrt(Rounding * Rounding - inwards * inwards);
            }),
        ];
    }

    /// <summary>Distance of each pixel from the background, pixels: two passes over the neighbours.</summary>
    static double[] Depths(byte[] lit)
    {
        var sorted = lit.Order().ToArray();
        var threshold = Background * sorted[sorted.Length * 4 / 5];
        var depths = Array.ConvertAll(lit, level => level < threshold ? 0.0 : Side);
        for (var i = 0; i < depths.Length; i++)
        {
            Lower(depths, i, -1);
        }

        for (var i = depths.Length - 1; i >= 0; i--)
        {
            Lower(depths, i, 1);
        }

        return depths;
    }

    /// <summary>The wrist goes on beyond the frame, so that its border is no edge.</summary>
    static void Lower(double[] depths, int i, int step)
    {
        var (column, row) = (i % Side, i / Side);
        var depth = Math.Min(depths[i], Math.Min(At(depths, column + step, row), At(depths, column, row + step)) + 1);
        depths[i] = Math.Min(depth, Math.Min(At(depths, column + step, row + step), At(depths, column - step, row + step)) + 1.41);
    }

    static double At(double[] values, int column, int row) =>
        values[Math.Clamp(row, 0, Side - 1) * Side + Math.Clamp(column, 0, Side - 1)];
}
