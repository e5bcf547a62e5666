using Pedestal.Hal.Host.Chips;

namespace Pedestal.Demo;

/// <summary>
/// A presentation before the camera: each frame under both banks of LEDs moves on to the next picture, in a cycle; one under one bank
/// shows the same picture again.
/// </summary>
sealed class PresentationScene(IReadOnlyList<byte[]> pictures) : IScene
{
    readonly FrameScene[] _scenes = [.. pictures.Select(p => new FrameScene(p, (uint)Random.Shared.Next()))];
    int _next;

    public void Render(Illumination light, int width, int height, Span<byte> luma)
    {
        var current = light is Illumination.Left or Illumination.Right ? Math.Max(0, _next - 1) : _next;
        _scenes[current % _scenes.Length].Render(light, width, height, luma);
        if (light == Illumination.Both)
        {
            _next++;
        }
    }
}
