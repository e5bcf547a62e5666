using Pedestal.Hal.Host.Chips;

namespace Pedestal.Phantom;

/// <summary>Where a capture takes place.</summary>
/// <param name="Light">The ambient light.</param>
/// <param name="Choose">The exposure that the camera chooses after a dark frame of the usual one, 128 x 128 grey levels.</param>
public sealed record Surroundings(AmbientLight Light, Func<byte[], CameraExposure> Choose)
{
    // A capture, its extraction and check, and the next one's beginning (estimate).
    const double CaptureSeconds = 0.4537;

    /// <summary>The same when the next capture begins: the shadow has moved on, and lamps are somewhere else in their period.</summary>
    public Surroundings Later() => this with
    {
        Light = Light with
        {
            ShadowPlace = Light.ShadowPlace + Light.ShadowSpeed * CaptureSeconds,
            FlickerPhase = Light.FlickerPhase + 2 * Math.PI * Light.Flicker * CaptureSeconds,
        },
    };
}
