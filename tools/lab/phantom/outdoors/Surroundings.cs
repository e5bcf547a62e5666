using Pedestal.Hal.Host.Chips;

namespace Pedestal.Phantom;

/// <summary>Where a capture takes place.</summary>
/// <param name="Light">The ambient light.</param>
/// <param name="Choose">The exposure that the camera chooses after a dark frame of the usual one, 128 x 128 grey levels.</param>
public sealed record Surroundings(AmbientLight Light, Func<byte[], CameraExposure> Choose);
