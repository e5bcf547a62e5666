namespace Pedestal.Phantom;

/// <summary>A place on the true course of a vein in a picture, without another line near it.</summary>
/// <param name="Column">Position in pixels; a whole number is a pixel's centre.</param>
/// <param name="Row">Position in pixels, downwards.</param>
/// <param name="AcrossX">Unit vector across the vein.</param>
/// <param name="AcrossY">Unit vector across the vein, downwards.</param>
/// <param name="MillimetresPerPixel">On the skin, across the vein.</param>
readonly record struct VeinSite(
    double Column, double Row, double AcrossX, double AcrossY, double MillimetresPerPixel);
