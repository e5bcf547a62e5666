namespace Pedestal.Hal
{
    /// <summary>The technician's line, byte by byte. No call blocks.</summary>
    public interface IConsolePort
    {
        /// <summary>
        /// The next received byte, or -1 when there is none. A port that cannot keep what it receives drops it to the end of its
        /// line and gives a SUB (0x1A) in place of each line that lost something.
        /// </summary>
        int TryRead();

        /// <summary>
        /// Hands over bytes for sending and returns how many were taken; 0 when none can be taken now. Where nobody listens
        /// all are taken and lost.
        /// </summary>
        int Write(byte[] buffer, int offset, int count);
    }
}
