using Pedestal.Hal;
using Pedestal.Phantom;
using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>
/// The pedestal's camera in front of a synthetic hand or fake, and the clock that its captures move. Each capture is rendered when the
/// pedestal takes it.
/// </summary>
sealed class PresentedCamera : IPalmCamera, IClock
{
    // As the driver takes with a dark picture at hand, and the extraction that follows (sensor-drivers/arducam-mega, tools/lab/cost-meter).
    const long CaptureMicroseconds = 95_000 + 72_000;
    const long LeftMicroseconds = 30_000 + 17_000;
    IEnumerator<CaptureFrames>? _captures;
    long _now;

    /// <summary>Holds something in front of the camera from now on.</summary>
    public void Show(IEnumerable<CaptureFrames> captures) => _captures = captures.GetEnumerator();

    /// <inheritdoc/>
    public CameraStatus Capture(PalmFrame frame, NextPicture next)
    {
        _now += CaptureMicroseconds;
        if (_captures?.MoveNext() != true)
        {
            return CameraStatus.NotStarted;
        }

        Frames.Fill(frame.Lit, _captures.Current.Lit);
        Frames.Fill(frame.Dark, _captures.Current.Dark);
        frame.Light64 = (int)Math.Round(_captures.Current.LedLight * Parameters.UsualLight64);
        return CameraStatus.Ok;
    }

    /// <inheritdoc/>
    public CameraStatus CaptureLeft(PalmFrame frame, int rows, bool anotherFollows)
    {
        _now += LeftMicroseconds;
        Frames.Fill(frame.Left, _captures!.Current.Left);
        return CameraStatus.Ok;
    }

    /// <inheritdoc/>
    public CameraStatus Start() => CameraStatus.Ok;

    /// <inheritdoc/>
    public CameraStatus Recover() => CameraStatus.Ok;

    /// <inheritdoc/>
    public void Prepare()
    {
    }

    /// <inheritdoc/>
    public void TendExposure()
    {
    }

    /// <inheritdoc/>
    public void EndExposure()
    {
    }

    /// <inheritdoc/>
    public long NowMicroseconds() => _now;

    /// <inheritdoc/>
    public void Sleep(int milliseconds) => _now += 1000L * milliseconds;
}
