namespace Pedestal.Protocol
{
    /// <summary>CRC-32 of IEEE 802.3: detects every error burst of up to 32 bits, but not deliberate changes.</summary>
    public static class Crc32
    {
        // Half a byte at a time: nothing here needs the speed of a table of 256.
        static readonly uint[] Table =
        {
            0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
            0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
        };

        /// <summary>The checksum of a part of an array.</summary>
        public static uint Of(byte[] data, int offset, int length)
        {
            return Add(0, data, offset, length);
        }

        /// <summary>Continues a checksum with a part of an array; start with 0.</summary>
        public static uint Add(uint checksum, byte[] data, int offset, int length)
        {
            var table = Table;
            var crc = ~checksum;
            var end = offset + length;
            for (var i = offset; i < end; i++)
            {
                crc ^= data[i];
                crc = crc >> 4 ^ table[crc & 15];
                crc = crc >> 4 ^ table[crc & 15];
            }

            return ~crc;
        }
    }
}
