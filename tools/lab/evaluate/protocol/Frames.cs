namespace Pedestal.Evaluate;

/// <summary>Frames as the camera delivers them.</summary>
static class Frames
{
    /// <summary>Writes grey levels to a frame's even bytes.</summary>
    public static void Fill(byte[] frame, byte[] picture)
    {
        for (var i = 0; i < picture.Length; i++)
        {
            frame[2 * i] = picture[i];
        }
    }
}
