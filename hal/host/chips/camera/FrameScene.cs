namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A hand given as one picture: the lit frame shows it, the dark frame only a low ambient level. Every frame has its own noise of
/// one grey level, so that no two frames are equal, as with a real sensor.
/// </summary>
public sealed class FrameScene : IScene
{
    /// <summary>Grey level of the dark frame.</summary>
    public const byte Ambient = 4;

    readonly byte[] _lit;
    uint _frame;

    /// <summary>
    /// A scene of a lit picture: 128 x 128 grey levels, row-major. The array is not copied and must not change afterwards. Scenes
    /// with the same first frame number have the same noise, frame by frame.
    /// </summary>
    public FrameScene(byte[] lit, uint firstFrame = 0)
    {
        ArgumentNullException.ThrowIfNull(lit);
        if (lit.Length != PalmFrame.Side * PalmFrame.Side)
        {
            throw new ArgumentException(
                $"A scene needs {PalmFrame.Side} x {PalmFrame.Side} grey levels; this picture has {lit.Length} bytes.",
                nameof(lit));
        }

        _lit = lit;
        _frame = firstFrame;
    }

    /// <inheritdoc/>
    public void Render(bool lit, int width, int height, Span<byte> luma)
    {
        luma = luma[..(width * height)];
        if (lit)
        {
            Resample(width, height, luma);
        }
        else
        {
            luma.Fill(Ambient);
        }

        SensorNoise.Add(luma, _frame++);
    }

    void Resample(int width, int height, Span<byte> luma)
    {
        for (var y = 0; y < height; y++)
        {
            var source = _lit.AsSpan(y * PalmFrame.Side / height * PalmFrame.Side, PalmFrame.Side);
            var row = luma.Slice(y * width, width);
            for (var x = 0; x < width; x++)
            {
                row[x] = source[x * PalmFrame.Side / width];
            }
        }
    }
}
