namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// The least noise of a real sensor: one grey level up or down, different in every frame, repeatable in every run.
/// </summary>
static class SensorNoise
{
    /// <summary>Adds the noise of one frame to its luma.</summary>
    public static void Add(Span<byte> luma, uint frame)
    {
        // Xorshift must not start at zero; the multiplier spreads consecutive frame numbers.
        var state = (frame + 1) * 0x9E3779B9u | 1u;
        for (var i = 0; i < luma.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            luma[i] = (byte)Math.Clamp(luma[i] + (int)(state % 3) - 1, 0, 255);
        }
    }
}
