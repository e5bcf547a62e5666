namespace Pedestal.Phantom;

/// <summary>The frames of one capture, 128 x 128 grey levels each.</summary>
public sealed record CaptureFrames
{
    readonly Lazy<byte[]> _left;

    /// <summary>Frames of which the one under the left bank is rendered when it is first needed; for most refused captures it never is.</summary>
    internal CaptureFrames(byte[] lit, byte[] dark, Func<byte[]> left)
    {
        Lit = lit;
        Dark = dark;
        _left = new Lazy<byte[]>(left);
    }

    /// <summary>The frame with both banks of LEDs on.</summary>
    public byte[] Lit { get; init; }

    /// <summary>The frame with the LEDs off.</summary>
    public byte[] Dark { get; init; }

    /// <summary>The LEDs' light in the frames, relative to that in frames of the usual exposure.</summary>
    public double LedLight { get; init; } = 1;

    /// <summary>The frame with the left bank on, taken while the lit one is extracted.</summary>
    public byte[] Left
    {
        get => _left.Value;
        init => _left = new Lazy<byte[]>(value);
    }
}
