namespace Pedestal.Device.Tests
{
    /// <summary>CRC-32 as in zip files, in the eight hexadecimal digits of the expected values.</summary>
    static class Crc32
    {
        const uint Polynomial = 0xEDB88320;
        const string Digits = "0123456789ABCDEF";

        internal static string Of(byte[] data)
        {
            var table = Table();
            var crc = 0xFFFFFFFF;
            for (var i = 0; i < data.Length; i++)
            {
                crc = table[(crc ^ data[i]) & 0xFF] ^ crc >> 8;
            }

            return Hex(~crc);
        }

        static uint[] Table()
        {
            var table = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                var value = i;
                for (var bit = 0; bit < 8; bit++)
                {
                    value = (value & 1) != 0 ? Polynomial ^ value >> 1 : value >> 1;
                }

                table[i] = value;
            }

            return table;
        }

        static string Hex(uint value)
        {
            var text = new char[8];
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Digits[(int)(value >> 28)];
                value <<= 4;
            }

            return new string(text, 0, text.Length);
        }
    }
}
