namespace Pedestal.Phantom;

/// <summary>A straight piece of a dark line on or under the skin.</summary>
/// <param name="X0">Start, mm.</param>
/// <param name="Y0">Start, mm.</param>
/// <param name="X1">End, mm.</param>
/// <param name="Y1">End, mm.</param>
/// <param name="Sigma">Standard deviation of the Gaussian profile in mm; the apparent width is 2.35 times as much.</param>
/// <param name="Contrast">Share of light missing on the centre line, 0 to 1.</param>
/// <param name="Line">Number of the vessel or crease the piece belongs to.</param>
public readonly record struct LineSegment(
    double X0, double Y0, double X1, double Y1, double Sigma, double Contrast, int Line)
{
    /// <summary>The same line, darker and wider by factors.</summary>
    public LineSegment Scale(double contrast, double width) => this with { Contrast = Contrast * contrast, Sigma = Sigma * width };
}
