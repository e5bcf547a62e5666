namespace Pedestal.Matching;

/// <summary>The range of alignments that a comparison searches, to make up for inaccuracies of the pose.</summary>
public static class SearchRange
{
    /// <summary>Shift in cells each way on both axes; a cell is about 2 mm of an average palm.</summary>
    public const int Shift = 4;

    /// <summary>Rotations searched, in degrees.</summary>
    public static ReadOnlySpan<double> RotationDegrees => [0, -3, 3, -6, 6];
}
