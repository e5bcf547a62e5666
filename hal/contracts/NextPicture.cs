namespace Pedestal.Hal
{
    /// <summary>What the camera exposes by itself while the caller works on a capture.</summary>
    public enum NextPicture
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>The frame under the left bank of LEDs, of the same capture.</summary>
        Left,

        /// <summary>The frame under both banks, for another capture of the same palm.</summary>
        Both,
    }
}
