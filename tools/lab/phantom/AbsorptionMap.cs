namespace Pedestal.Phantom;

/// <summary>The share of light that a palm's lines absorb, on a grid of half a millimetre.</summary>
public sealed class AbsorptionMap
{
    const double CellMillimetres = 0.5;
    const int Columns = 240;
    const int Rows = 300;
    readonly float[] _map = new float[Columns * Rows];

    /// <summary>Adds a piece of a line with its contrast and width scaled.</summary>
    public void Add(in LineSegment segment, double contrastFactor, double widthFactor)
    {
        var sigma = segment.Sigma * widthFactor;
        var reach = 2.6 * sigma;
        var contrast = segment.Contrast * contrastFactor;
        var left = Column(Math.Min(segment.X0, segment.X1) - reach);
        var right = Column(Math.Max(segment.X0, segment.X1) + reach);
        var bottom = Row(Math.Min(segment.Y0, segment.Y1) - reach);
        var top = Row(Math.Max(segment.Y0, segment.Y1) + reach);
        var dx = segment.X1 - segment.X0;
        var dy = segment.Y1 - segment.Y0;
        var scale = 1 / Math.Max(dx * dx + dy * dy, 1e-9);
        for (var row = bottom; row <= top; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var x = (column - Columns / 2) * CellMillimetres - segment.X0;
                var y = (row - Rows / 2) * CellMillimetres - segment.Y0;
                var t = Math.Clamp((x * dx + y * dy) * scale, 0, 1);
                var distance = (x - t * dx) * (x - t * dx) + (y - t * dy) * (y - t * dy);
                var value = (float)(contrast * Math.Exp(-distance / (2 * sigma * sigma)));

                // Pieces of one line overlap where they meet; the darker one counts.
                ref var cell = ref _map[row * Columns + column];
                cell = Math.Max(cell, value);
            }
        }
    }

    /// <summary>Share of light absorbed at a place in mm (bilinear); 0 outside the grid.</summary>
    public double At(double x, double y)
    {
        var column = x / CellMillimetres + Columns / 2;
        var row = y / CellMillimetres + Rows / 2;
        if (column < 0 || row < 0 || column >= Columns - 1 || row >= Rows - 1)
        {
            return 0;
        }

        var i = (int)row * Columns + (int)column;
        var fx = column - (int)column;
        var fy = row - (int)row;
        return (_map[i] * (1 - fx) + _map[i + 1] * fx) * (1 - fy)
            + (_map[i + Columns] * (1 - fx) + _map[i + Columns + 1] * fx) * fy;
    }

    static int Column(double x) => Math.Clamp((int)Math.Round(x / CellMillimetres) + Columns / 2, 0, Columns - 1);

    static int Row(double y) => Math.Clamp((int)Math.Round(y / CellMillimetres) + Rows / 2, 0, Rows - 1);
}
