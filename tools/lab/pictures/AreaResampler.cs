namespace Pedestal.Pictures;

/// <summary>Resamples a picture to a square by area: every pixel is the mean of the area it covers.</summary>
public static class AreaResampler
{
    /// <summary>The middle square of the picture at the given size; the aspect ratio is kept.</summary>
    public static byte[] MiddleSquare(GreyImage image, int side)
    {
        ArgumentNullException.ThrowIfNull(image);
        var square = Math.Min(image.Width, image.Height);
        return Resample(image, (image.Width - square) / 2.0, (image.Height - square) / 2.0, square, square, side);
    }

    /// <summary>The whole picture at the given size.</summary>
    public static byte[] Whole(GreyImage image, int side)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Resample(image, 0, 0, image.Width, image.Height, side);
    }

    static byte[] Resample(GreyImage image, double left, double top, double width, double height, int side)
    {
        var columns = Spans(left, width, side);
        var rows = Spans(top, height, side);
        var result = new byte[side * side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                result[y * side + x] = (byte)Math.Round(Mean(image, columns[x], rows[y]));
            }
        }

        return result;
    }

    static Span[] Spans(double start, double length, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Span(start + length * i / count, start + length * (i + 1) / count))];

    static double Mean(GreyImage image, Span across, Span down)
    {
        var sum = 0.0;
        for (var row = (int)down.From; row < down.To; row++)
        {
            var line = 0.0;
            for (var column = (int)across.From; column < across.To; column++)
            {
                line += across.Covers(column) * image.Pixels[row * image.Width + column];
            }

            sum += down.Covers(row) * line;
        }

        return sum / ((across.To - across.From) * (down.To - down.From));
    }

    readonly record struct Span(double From, double To)
    {
        public double Covers(int pixel) => Math.Min(To, pixel + 1) - Math.Max(From, pixel);
    }
}
