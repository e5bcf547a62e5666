namespace Pedestal.Phantom;

/// <summary>How the camera takes a frame.</summary>
/// <param name="Time">Exposure relative to the usual one.</param>
/// <param name="Power">The LEDs' light relative to the usual one.</param>
public readonly record struct CameraExposure(double Time, double Power)
{
    /// <summary>In weak ambient light.</summary>
    public static readonly CameraExposure Usual = new(1, 1);

    /// <summary>The usual exposure's time, seconds: 600 lines of a frame of 1,600 in 33.3 ms (estimate).</summary>
    internal const double UsualSeconds = 0.0125;
}
