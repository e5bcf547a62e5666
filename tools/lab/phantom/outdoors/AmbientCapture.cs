using Pedestal.Hal.Host.Chips;

namespace Pedestal.Phantom;

/// <summary>
/// What the camera sees of a surface in ambient light, to be exposed as the camera chooses. Rows are exposed one after the other
/// (rolling shutter), so flickering lamps make bands; the dark frame is the third after the lit one and the left frame the third after
/// that, three frames being whole periods of 100 and of 120 Hz as far as the frame rate is exact.
/// </summary>
sealed class AmbientCapture
{
    const int Side = PhantomRenderer.Side;
    const double FrameSeconds = 1 / 30.0;
    const double FrameTolerance = 0.003;
    const int FramesApart = 3;
    readonly PhantomCamera _camera;
    readonly CapturePose _pose;
    readonly AmbientLight _light;
    readonly PhantomRandom _random;
    readonly double _exposure;
    readonly double _frameSeconds;
    readonly double[] _both;
    readonly double[] _left;
    readonly double[] _reflected;
    readonly double[]? _emitted;

    /// <summary>Looks at a surface under both banks of LEDs and, as it has drifted since, under the left one.</summary>
    public AmbientCapture(ISurface both, ISurface left, double[]? emitted, PhantomCamera camera, CapturePose pose, double exposure,
        double leftExposure, AmbientLight light, PhantomRandom random)
    {
        (_emitted, _camera, _pose, _light, _random, _exposure) = (emitted, camera, pose, light, random, exposure);
        _frameSeconds = FrameSeconds * random.Uniform(1 - FrameTolerance, 1 + FrameTolerance);
        _both = PhantomRenderer.See(both, PhantomRenderer.MillimetresPerPixel, camera, pose, random);
        _left = PhantomRenderer.See(left, PhantomRenderer.MillimetresPerPixel, camera, pose, random);
        for (var i = 0; i < _left.Length; i++)
        {
            // The screen's own light is in both pictures, and does not depend on the LEDs.
            var own = emitted?[i] ?? 0;
            _both[i] = Math.Max(0, _both[i] - own);
            _left[i] = Math.Max(0, _left[i] - own) * leftExposure / exposure;
        }

        _reflected = [.. Enumerable.Range(0, _both.Length).Select(Reflected)];
    }

    /// <summary>The dark frame at an exposure.</summary>
    public byte[] Dark(CameraExposure exposure) => Expose(new double[Side * Side], FramesApart, exposure);

    /// <summary>All frames at an exposure.</summary>
    public CaptureFrames Frames(CameraExposure exposure) =>
        new(Expose(_both, 0, exposure), Dark(exposure), () => Expose(_left, 2 * FramesApart, exposure))
        {
            LedLight = exposure.Time * exposure.Power,
        };

    byte[] Expose(double[] leds, int frame, CameraExposure exposure)
    {
        var light = new double[leds.Length];
        var duration = CameraExposure.UsualSeconds * exposure.Time;
        for (var i = 0; i < light.Length; i++)
        {
            var (column, row) = (i % Side, i / Side);
            var begin = (frame + (double)row / Side) * _frameSeconds;
            var (x, y) = (
                (column - Side / 2) * PhantomRenderer.MillimetresPerPixel, (row - Side / 2) * PhantomRenderer.MillimetresPerPixel);
            light[i] = exposure.Time
                * (exposure.Power * leds[i] + _light.At(x, y, begin, duration) * _reflected[i] + (_emitted?[i] ?? 0));
        }

        return PhantomRenderer.Expose(light, _exposure, _camera, _random);
    }

    /// <summary>What a place sends back of light that falls evenly on the scene: the fall of the LEDs' light is taken out.</summary>
    double Reflected(int i)
    {
        const double edge = 0.3;
        var (slopeX, slopeY) = PhantomRenderer.Ray(i % Side + 0.5 - Side / 2, i / Side + 0.5 - Side / 2);
        var fall = Lighting.At(slopeX * _pose.Distance, slopeY * _pose.Distance, _pose.Distance);
        return _both[i] / fall + _light.Background * Math.Max(0, 1 - _both[i] / edge);
    }
}
