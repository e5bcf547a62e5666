namespace Pedestal.Gm65
{
    /// <summary>Commands of the GM65 family, <c>7E 00 type length address data crc</c>; a crc of AB CD is not checked.</summary>
    static class Command
    {
        /// <summary>Polls the module.</summary>
        internal static readonly byte[] Heartbeat = { 0x7E, 0x00, 0x0A, 0x01, 0x00, 0x00, 0x00, 0x30, 0x1A };

        /// <summary>
        /// Serial output; a delay before the same code is read again, half a second by the manual and five by other drivers;
        /// continuous scanning with light and aiming beam. Not saved: they are sent at every start.
        /// </summary>
        internal static readonly byte[][] SetUp =
        {
            new byte[] { 0x7E, 0x00, 0x08, 0x01, 0x00, 0x0D, 0xA0, 0xAB, 0xCD },
            new byte[] { 0x7E, 0x00, 0x08, 0x01, 0x00, 0x13, 0x85, 0xAB, 0xCD },
            new byte[] { 0x7E, 0x00, 0x08, 0x01, 0x00, 0x00, 0xD6, 0xAB, 0xCD },
        };
    }
}
