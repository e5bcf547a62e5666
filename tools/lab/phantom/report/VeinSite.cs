namespace Pedestal.Phantom;

/// <summary>A place on the true course of a vein in a picture, where no other line is near.</summary>
/// <param name="Column">Place in pixels; a whole number is a pixel's centre.</param>
/// <param name="Row">Place in pixels, downwards.</param>
/// <param name="AcrossX">Unit vector across the vein.</param>
/// <param name="AcrossY">Unit vector across the vein, downwards.</param>
/// <param name="MillimetresPerPixel">On the skin, across the vein.</param>
readonly record struct VeinSite(
    double Column, double Row, double AcrossX, double AcrossY, double MillimetresPerPixel);
