namespace Pedestal.Phantom;

/// <summary>The frames of one capture, 128 x 128 grey levels each.</summary>
/// <param name="Lit">The frame with both banks of LEDs on.</param>
/// <param name="Left">The frame with the left bank on, taken while the lit one is extracted.</param>
/// <param name="Dark">The frame with the LEDs off.</param>
public sealed record CaptureFrames(byte[] Lit, byte[] Left, byte[] Dark);
