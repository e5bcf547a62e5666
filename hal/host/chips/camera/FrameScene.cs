namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A hand given as one picture: the frame under both banks of LEDs shows it, the dark frame only a low ambient level, and one bank
/// lights its part of the picture. Every frame has its own noise of one grey level, so that no two frames are equal, as with a real
/// sensor.
/// </summary>
public sealed class FrameScene : IScene
{
    /// <summary>Grey level of the dark frame.</summary>
    public const byte Ambient = 4;

    readonly byte[] _lit;
    readonly Lazy<byte[]> _left;
    uint _frame;

    /// <summary>
    /// A scene of a lit picture: 128 x 128 grey levels, row-major. The array is not copied and must not change afterwards. Scenes
    /// with the same first frame number have the same noise, frame by frame. The left bank's picture is that of a usual hand's relief.
    /// </summary>
    public FrameScene(byte[] lit, uint firstFrame = 0)
        : this(lit, null, firstFrame)
    {
    }

    /// <summary>A scene whose picture under the left bank alone is known; null for that of a usual hand's relief.</summary>
    public FrameScene(byte[] lit, byte[]? left, uint firstFrame = 0)
    {
        ArgumentNullException.ThrowIfNull(lit);
        ThrowUnlessWhole(lit, nameof(lit));
        ThrowUnlessWhole(left ?? lit, nameof(left));
        _lit = lit;
        _left = new Lazy<byte[]>(() => left ?? PictureRelief.Left(lit, Ambient));
        _frame = firstFrame;
    }

    /// <summary>The pulse and the movement of the hand; null for a picture that stays as it is.</summary>
    public LivingLight? Life { get; init; }

    /// <inheritdoc/>
    public double LightAt(long microseconds) => Life?.At(microseconds) ?? 1;

    /// <inheritdoc/>
    public void Render(Illumination light, int width, int height, Span<byte> luma)
    {
        luma = luma[..(width * height)];
        switch (light)
        {
            case Illumination.None:
                luma.Fill(Ambient);
                break;
            case Illumination.Both:
                Resample(_lit, width, height, luma);
                break;
            case Illumination.Left:
                Resample(_left.Value, width, height, luma);
                break;
            default:
                Resample([.. _lit.Zip(_left.Value, (both, left) => (byte)Math.Clamp(both - left + Ambient, 0, 255))], width, height, luma);
                break;
        }

        SensorNoise.Add(luma, _frame++);
    }

    static void ThrowUnlessWhole(byte[] picture, string name)
    {
        if (picture.Length != PalmFrame.Side * PalmFrame.Side)
        {
            throw new ArgumentException(
                $"A scene needs {PalmFrame.Side} x {PalmFrame.Side} grey levels; this picture has {picture.Length} bytes.", name);
        }
    }

    static void Resample(byte[] picture, int width, int height, Span<byte> luma)
    {
        for (var y = 0; y < height; y++)
        {
            var source = picture.AsSpan(y * PalmFrame.Side / height * PalmFrame.Side, PalmFrame.Side);
            var row = luma.Slice(y * width, width);
            for (var x = 0; x < width; x++)
            {
                row[x] = source[x * PalmFrame.Side / width];
            }
        }
    }
}
