using System;
using System.Security.Cryptography;

namespace Pedestal.Hal.Esp32
{
    /// <summary>AES and HMAC of the firmware image. Not thread-safe.</summary>
    public sealed class EspCipher : ICipher
    {
        readonly Aes _aes = new Aes(CipherMode.CBC);

        // On this chip the class reads the hardware generator, which is truly random while the radio is on.
        readonly Random _random = new Random();

        /// <inheritdoc/>
        public byte[] Encrypt(byte[] key, byte[] iv, byte[] data)
        {
            _aes.Key = key;
            _aes.IV = iv;
            return _aes.Encrypt(data);
        }

        /// <inheritdoc/>
        public byte[] Decrypt(byte[] key, byte[] iv, byte[] data)
        {
            _aes.Key = key;
            _aes.IV = iv;
            return _aes.Decrypt(data);
        }

        /// <inheritdoc/>
        public byte[] Authenticate(byte[] key, byte[] data)
        {
            return HMACSHA256.HashData(key, data);
        }

        /// <inheritdoc/>
        public void FillRandom(byte[] buffer)
        {
            _random.NextBytes(buffer);
        }
    }
}
