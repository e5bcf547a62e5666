namespace Pedestal.Hal.Host.Chips;

/// <summary>What is in front of the virtual camera: the light that it reflects, before exposure and gain.</summary>
public interface IScene
{
    /// <summary>
    /// Renders one frame of 8-bit luma, row-major, width x height bytes, as seen at the nominal exposure and gain.
    /// </summary>
    /// <param name="light">The pedestal's LEDs that are on.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="luma">Receives the frame.</param>
    void Render(Illumination light, int width, int height, Span<byte> luma);

    /// <summary>How much light the scene sends back at a time, relative to what is rendered.</summary>
    /// <param name="microseconds">The board's time.</param>
    double LightAt(long microseconds) => 1;
}
