using System;
using Pedestal.Hal;

namespace Pedestal.ArducamMega
{
    /// <summary>
    /// A sample of each picture, to distinguish a fresh picture from the previous one: sensor noise makes any two real pictures
    /// differ. The 241 groups of four pixels, spread over all columns, take the device about 3 ms.
    /// </summary>
    sealed class PictureSample
    {
        // 17 is coprime with the 32 groups of a row; 241 groups cannot overflow a 16-bit sum of bytes.
        const int Stride = 17 * sizeof(ulong);
        const ulong LumaLanes = 0x00FF00FF00FF00FF;
        const ulong HashPrime = 0x100000001B3;

        readonly int[] _lumas = new int[Parts];
        ulong _hash;

        /// <summary>Parts of a picture, one for each burst.</summary>
        public const int Parts = PalmFrame.Length / MegaBus.BurstLength;

        /// <summary>Sum of the sampled grey values of the last picture.</summary>
        public int Luma
        {
            get { return _lumas[Parts - 1]; }
        }

        /// <summary>That sum of the picture's first parts.</summary>
        public int LumaOfFirst(int parts)
        {
            return _lumas[parts - 1];
        }

        /// <summary>Samples a picture of which the first parts were read; false when it is the same as the one sampled before.</summary>
        public bool IsFresh(byte[] picture, int parts)
        {
            var first = BitConverter.ToUInt64(picture, 0);
            ulong hash = 0;
            ulong lanes = 0;
            ulong differences = 0;
            var i = 0;
            for (var part = 1; part <= Parts; part++)
            {
                for (; part <= parts && i < part * MegaBus.BurstLength; i += Stride)
                {
                    var word = BitConverter.ToUInt64(picture, i);
                    hash = (hash ^ word) * HashPrime;
                    lanes += word & LumaLanes;
                    differences |= word ^ first;
                }

                _lumas[part - 1] = (int)(lanes & 0xFFFF) + (int)(lanes >> 16 & 0xFFFF)
                    + (int)(lanes >> 32 & 0xFFFF) + (int)(lanes >> 48);
            }

            // A picture of a single value is clipped to black or white: it has no noise, and no palm either.
            var fresh = differences == 0 || hash != _hash;
            _hash = hash;
            return fresh;
        }

        /// <summary>The change of <see cref="Luma"/> for a change of the mean grey value.</summary>
        public static int LumaOf(int greyLevels)
        {
            return greyLevels * 4 * ((PalmFrame.Length + Stride - 1) / Stride);
        }
    }
}
