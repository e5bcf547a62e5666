namespace Pedestal.Protocol
{
    /// <summary>Little-endian fields in byte arrays.</summary>
    public static class Bytes
    {
        /// <summary>Writes the low 16 bits.</summary>
        public static void PutUInt16(byte[] target, int offset, int value)
        {
            target[offset] = (byte)value;
            target[offset + 1] = (byte)(value >> 8);
        }

        /// <summary>Writes 32 bits.</summary>
        public static void PutUInt32(byte[] target, int offset, uint value)
        {
            PutUInt16(target, offset, (int)value);
            PutUInt16(target, offset + 2, (int)(value >> 16));
        }

        /// <summary>Writes 64 bits.</summary>
        public static void PutUInt64(byte[] target, int offset, ulong value)
        {
            PutUInt32(target, offset, (uint)value);
            PutUInt32(target, offset + 4, (uint)(value >> 32));
        }

        /// <summary>Reads 16 bits, unsigned.</summary>
        public static int GetUInt16(byte[] source, int offset)
        {
            return source[offset] | source[offset + 1] << 8;
        }

        /// <summary>Reads 32 bits, unsigned.</summary>
        public static uint GetUInt32(byte[] source, int offset)
        {
            return (uint)GetUInt16(source, offset) | (uint)GetUInt16(source, offset + 2) << 16;
        }

        /// <summary>Reads 64 bits, unsigned.</summary>
        public static ulong GetUInt64(byte[] source, int offset)
        {
            return GetUInt32(source, offset) | (ulong)GetUInt32(source, offset + 4) << 32;
        }

        /// <summary>Whether source holds all of expected at the offset; its time does not depend on where they differ.</summary>
        public static bool EqualInConstantTime(byte[] expected, byte[] source, int offset)
        {
            if (source.Length - offset < expected.Length)
            {
                return false;
            }

            var difference = 0;
            for (var i = 0; i < expected.Length; i++)
            {
                difference |= expected[i] ^ source[offset + i];
            }

            return difference == 0;
        }
    }
}
