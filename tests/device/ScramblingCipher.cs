using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Device.Tests
{
    /// <summary>
    /// Replaces the platform's cryptography, which differs between device and PC: it depends on every byte of key, vector and data,
    /// gives the same bytes everywhere, and protects nothing.
    /// </summary>
    sealed class ScramblingCipher : ICipher
    {
        readonly Lcg _random = new Lcg(8);

        public byte[] Encrypt(byte[] key, byte[] iv, byte[] data)
        {
            var result = new byte[data.Length];
            for (var i = 0; i < data.Length; i++)
            {
                result[i] = (byte)(data[i] ^ key[i & 15] ^ iv[i & 15]);
            }

            return result;
        }

        public byte[] Decrypt(byte[] key, byte[] iv, byte[] data)
        {
            return Encrypt(key, iv, data);
        }

        public byte[] Authenticate(byte[] key, byte[] data)
        {
            var sums = new uint[8];
            for (var i = 0; i < key.Length; i++)
            {
                sums[i & 7] = sums[i & 7] * Lcg.Factor + key[i];
            }

            for (var i = 0; i < data.Length; i++)
            {
                sums[i & 7] = (sums[i & 7] ^ sums[i + 1 & 7]) * Lcg.Factor + data[i];
            }

            var code = new byte[32];
            for (var i = 0; i < sums.Length; i++)
            {
                Bytes.PutUInt32(code, 4 * i, sums[i]);
            }

            return code;
        }

        public void FillRandom(byte[] buffer)
        {
            _random.Fill(buffer);
        }
    }
}
