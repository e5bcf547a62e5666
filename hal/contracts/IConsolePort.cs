namespace Pedestal.Hal
{
    /// <summary>The technician's line, byte by byte. No call blocks.</summary>
    public interface IConsolePort
    {
        /// <summary>
        /// The next received byte, or -1 if there is none. A port whose buffer is full drops bytes up to the end of the line and
        /// returns a SUB (0x1A) in place of each line that lost bytes.
        /// </summary>
        int TryRead();

        /// <summary>
        /// Accepts bytes for sending and returns how many it accepted, 0 if it can accept none now. Without a listener all are
        /// accepted and lost.
        /// </summary>
        int Write(byte[] buffer, int offset, int count);
    }
}
