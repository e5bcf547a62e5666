namespace Pedestal.Pictures;

/// <summary>An 8-bit grey picture.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Row-major, Width x Height bytes.</param>
public sealed record GreyImage(int Width, int Height, byte[] Pixels);
