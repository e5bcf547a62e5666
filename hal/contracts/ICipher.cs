namespace Pedestal.Hal
{
    /// <summary>The cryptographic primitives of the device. They work on whole arrays, as its API does.</summary>
    public interface ICipher
    {
        /// <summary>AES-128-CBC without padding. Key and iv are 16 bytes, data a multiple of 16; returns as many bytes.</summary>
        byte[] Encrypt(byte[] key, byte[] iv, byte[] data);

        /// <summary>Inverse of <see cref="Encrypt"/>.</summary>
        byte[] Decrypt(byte[] key, byte[] iv, byte[] data);

        /// <summary>HMAC-SHA256 of the data, 32 bytes.</summary>
        byte[] Authenticate(byte[] key, byte[] data);

        /// <summary>Fills the buffer from a cryptographic random source.</summary>
        void FillRandom(byte[] buffer);
    }
}
