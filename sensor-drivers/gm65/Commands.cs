namespace Pedestal.Gm65
{
    /// <summary>Commands of the GM65 family, <c>7E 00 type length address data crc</c>; AB CD stands for "do not check".</summary>
    static class Command
    {
        /// <summary>Are you there.</summary>
        internal static readonly byte[] Heartbeat = { 0x7E, 0x00, 0x0A, 0x01, 0x00, 0x00, 0x00, 0x30, 0x1A };

        /// <summary>
        /// Serial output; a pause before the same code counts again, half a second by the manual and five by other drivers; scan all
        /// the time, light and aim while reading. Not saved: they are sent at every start.
        /// </summary>
        internal static readonly byte[][] SetUp =
        {
            new byte[] { 0x7E, 0x00, 0x08, 0x01, 0x00, 0x0D, 0xA0, 0xAB, 0xCD },
            new byte[] { 0x7E, 0x00, 0x08, 0x01, 0x00, 0x13, 0x85, 0xAB, 0xCD },
            new byte[] { 0x7E, 0x00, 0x08, 0x01, 0x00, 0x00, 0xD6, 0xAB, 0xCD },
        };
    }
}
