namespace Pedestal.Phantom;

/// <summary>Blur of the lens and of movement in a square picture.</summary>
static class Optics
{
    public static double[] Blur(double[] picture, int side, double sigma)
    {
        var reach = (int)Math.Ceiling(2.5 * sigma);
        var kernel = new double[2 * reach + 1];
        for (var i = 0; i < kernel.Length; i++)
        {
            kernel[i] = Math.Exp(-(i - reach) * (i - reach) / (2 * sigma * sigma));
        }

        var total = kernel.Sum();
        for (var i = 0; i < kernel.Length; i++)
        {
            kernel[i] /= total;
        }

        return Convolve(Convolve(picture, side, kernel, 1, side), side, kernel, side, 1);
    }

    /// <summary>Averages along a stroke of the given length in pixels.</summary>
    public static double[] Move(double[] picture, int side, double length, double angle)
    {
        const int steps = 5;
        var (across, down) = (Math.Cos(angle), Math.Sin(angle));
        var moved = new double[picture.Length];
        for (var row = 0; row < side; row++)
        {
            for (var column = 0; column < side; column++)
            {
                var sum = 0.0;
                for (var i = 0; i < steps; i++)
                {
                    var along = length * (i / (steps - 1.0) - 0.5);
                    sum += Interpolate(picture, side, column + along * across, row + along * down);
                }

                moved[row * side + column] = sum / steps;
            }
        }

        return moved;
    }

    static double Interpolate(double[] picture, int side, double x, double y)
    {
        x = Math.Clamp(x, 0, side - 1.001);
        y = Math.Clamp(y, 0, side - 1.001);
        var i = (int)y * side + (int)x;
        var fx = x - (int)x;
        var fy = y - (int)y;
        return (picture[i] * (1 - fx) + picture[i + 1] * fx) * (1 - fy)
            + (picture[i + side] * (1 - fx) + picture[i + side + 1] * fx) * fy;
    }

    static double[] Convolve(double[] picture, int side, double[] kernel, int step, int line)
    {
        var reach = kernel.Length / 2;
        var result = new double[picture.Length];

        // One row or column, extended at its ends by the kernel's reach.
        var padded = new double[side + 2 * reach];
        for (var outer = 0; outer < side; outer++)
        {
            for (var i = 0; i < padded.Length; i++)
            {
                padded[i] = picture[outer * line + Math.Clamp(i - reach, 0, side - 1) * step];
            }

            for (var inner = 0; inner < side; inner++)
            {
                var sum = 0.0;
                for (var i = 0; i < kernel.Length; i++)
                {
                    sum += kernel[i] * padded[inner + i];
                }

                result[outer * line + inner * step] = sum;
            }
        }

        return result;
    }
}
