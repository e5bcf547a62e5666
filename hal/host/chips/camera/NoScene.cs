namespace Pedestal.Hal.Host.Chips;

/// <summary>Nothing over the pedestal: hardly any of the LEDs' light is reflected.</summary>
public sealed class NoScene : IScene
{
    /// <summary>Grey level of the empty background.</summary>
    public const byte Background = 6;

    uint _frame;

    /// <inheritdoc/>
    public void Render(Illumination light, int width, int height, Span<byte> luma)
    {
        luma = luma[..(width * height)];
        luma.Fill(Background);
        SensorNoise.Add(luma, _frame++);
    }
}
