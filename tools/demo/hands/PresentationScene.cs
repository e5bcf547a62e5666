using Pedestal.Hal.Host.Chips;

namespace Pedestal.Demo;

/// <summary>A presentation before the camera: each lit frame moves on to the next picture, in a cycle.</summary>
sealed class PresentationScene(IReadOnlyList<byte[]> pictures) : IScene
{
    readonly FrameScene[] _scenes = [.. pictures.Select(p => new FrameScene(p, (uint)Random.Shared.Next()))];
    int _next;

    public void Render(bool lit, int width, int height, Span<byte> luma)
    {
        var scene = _scenes[_next % _scenes.Length];
        scene.Render(lit, width, height, luma);
        if (lit)
        {
            _next++;
        }
    }
}
