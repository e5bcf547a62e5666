namespace Pedestal.Phantom;

/// <summary>
/// A function of a place on a surface, kept on a grid of half a millimetre, which the camera cannot resolve: cells are computed when
/// they are first seen. Not thread-safe.
/// </summary>
sealed class Raster(Func<double, double, double> function)
{
    const double CellMillimetres = 0.5;
    const int Side = 512;
    const double Reach = CellMillimetres * (Side / 2 - 1);
    float[]? _cells;

    /// <summary>The value at a place in mm (bilinear); outside the grid that of the function itself.</summary>
    public double At(double across, double along)
    {
        if (Math.Abs(across) >= Reach || Math.Abs(along) >= Reach)
        {
            return function(across, along);
        }

        var x = across / CellMillimetres + Side / 2;
        var y = along / CellMillimetres + Side / 2;
        var column = (int)x;
        var row = (int)y;
        var right = x - column;
        var up = y - row;
        return (Cell(column, row) * (1 - right) + Cell(column + 1, row) * right) * (1 - up)
            + (Cell(column, row + 1) * (1 - right) + Cell(column + 1, row + 1) * right) * up;
    }

    float Cell(int column, int row)
    {
        ref var cell = ref (_cells ??= Empty())[row * Side + column];
        if (float.IsNaN(cell))
        {
            cell = (float)function(CellMillimetres * (column - Side / 2), CellMillimetres * (row - Side / 2));
        }

        return cell;
    }

    static float[] Empty()
    {
        var cells = new float[Side * Side];
        Array.Fill(cells, float.NaN);
        return cells;
    }
}
