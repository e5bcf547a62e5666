namespace Pedestal.Matching;

/// <summary>How far the comparison looks for the best alignment: what the pose leaves over.</summary>
public static class SearchRange
{
    /// <summary>Cells of translation each way on both axes; a cell is about 2 mm of an average palm.</summary>
    public const int Shift = 4;

    /// <summary>Rotations tried, degrees.</summary>
    public static ReadOnlySpan<double> RotationDegrees => [0, -3, 3, -6, 6];
}
