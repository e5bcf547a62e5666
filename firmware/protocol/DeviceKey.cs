namespace Pedestal.Protocol
{
    /// <summary>The secret a device shares with one service: an AES-128 key and an HMAC-SHA256 key.</summary>
    public sealed class DeviceKey
    {
        /// <summary>Length of a provisioned key in bytes.</summary>
        public const int Length = 48;

        /// <summary>AES-128 key, 16 bytes.</summary>
        public readonly byte[] Encryption = new byte[16];

        /// <summary>HMAC-SHA256 key, 32 bytes.</summary>
        public readonly byte[] Authentication = new byte[32];

        /// <summary>Splits 48 secret bytes: the encryption key, then the authentication key.</summary>
        /// <exception cref="System.ArgumentException">The array does not have exactly 48 bytes.</exception>
        public DeviceKey(byte[] secret)
        {
            if (secret == null || secret.Length != Length)
            {
                throw new System.ArgumentException("A device key has exactly 48 bytes.");
            }

            System.Array.Copy(secret, 0, Encryption, 0, 16);
            System.Array.Copy(secret, 16, Authentication, 0, 32);
        }
    }
}
