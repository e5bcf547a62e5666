namespace Pedestal.Hal
{
    /// <summary>The QR ticket reader.</summary>
    public interface IQrReader
    {
        /// <summary>Codes dropped since the start, including those too long for the buffer.</summary>
        int Dropped { get; }

        /// <summary>Why the last one was dropped.</summary>
        CodeDrop LastDrop { get; }

        /// <summary>
        /// Copies a scanned code (printable ASCII, without prefix and terminator) into the buffer and returns its length;
        /// 0 if nothing was scanned, <see cref="QrRead.Failed"/> if the reader does not respond,
        /// <see cref="QrRead.TooLong"/> if a code did not fit and was dropped. Never blocks.
        /// </summary>
        int TryRead(byte[] buffer);
    }

    /// <summary>Results of <see cref="IQrReader.TryRead"/> that are not lengths.</summary>
    public static class QrRead
    {
        /// <summary>The reader does not respond.</summary>
        public const int Failed = -1;

        /// <summary>A code longer than the buffer was scanned and dropped.</summary>
        public const int TooLong = -2;
    }
}
