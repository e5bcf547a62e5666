namespace Pedestal.ConsoleTool.Link;

/// <summary>One complete stage of a capture.</summary>
/// <param name="Name">Its name, such as <c>lit</c>.</param>
/// <param name="Width">Cells per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Data">One or two bytes per cell, low byte first.</param>
public sealed record Stage(string Name, int Width, int Height, byte[] Data)
{
    /// <summary>A cell's value: a grey level, or the signed number in two bytes.</summary>
    public int At(int x, int y)
    {
        var i = y * Width + x;
        return Data.Length == 2 * Width * Height ? (short)(Data[2 * i] | Data[2 * i + 1] << 8) : Data[i];
    }
}
