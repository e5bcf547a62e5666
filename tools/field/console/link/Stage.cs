namespace Pedestal.ConsoleTool.Link;

/// <summary>One stage of a capture, as it came in whole.</summary>
/// <param name="Name">Such as <c>lit</c>.</param>
/// <param name="Width">Cells per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Data">One byte a cell, or two, the low one first.</param>
public sealed record Stage(string Name, int Width, int Height, byte[] Data)
{
    /// <summary>A cell's value: a grey level, or the signed number of two bytes.</summary>
    public int At(int x, int y)
    {
        var i = y * Width + x;
        return Data.Length == 2 * Width * Height ? (short)(Data[2 * i] | Data[2 * i + 1] << 8) : Data[i];
    }
}
