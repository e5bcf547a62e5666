namespace Pedestal.Hal
{
    /// <summary>The QR ticket reader.</summary>
    public interface IQrReader
    {
        /// <summary>Codes dropped since the start, those too long for the buffer among them.</summary>
        int Dropped { get; }

        /// <summary>Why the last of them was dropped.</summary>
        CodeDrop LastDrop { get; }

        /// <summary>
        /// Copies one scanned code (printable ASCII, without prefix and terminator) into the buffer and returns its length;
        /// 0 when nothing was scanned, <see cref="QrRead.Failed"/> when the reader does not answer,
        /// <see cref="QrRead.TooLong"/> when a code did not fit and was dropped. Never blocks.
        /// </summary>
        int TryRead(byte[] buffer);
    }

    /// <summary>Results of <see cref="IQrReader.TryRead"/> that are not lengths.</summary>
    public static class QrRead
    {
        /// <summary>The reader does not answer.</summary>
        public const int Failed = -1;

        /// <summary>A code longer than the buffer was scanned and dropped.</summary>
        public const int TooLong = -2;
    }
}
