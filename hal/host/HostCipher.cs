using System.Security.Cryptography;

namespace Pedestal.Hal.Host;

/// <summary>The device's cryptographic primitives over those of .NET. Thread-safe.</summary>
public sealed class HostCipher : ICipher
{
    /// <inheritdoc/>
    public byte[] Encrypt(byte[] key, byte[] iv, byte[] data)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(data, iv, PaddingMode.None);
    }

    /// <inheritdoc/>
    public byte[] Decrypt(byte[] key, byte[] iv, byte[] data)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.DecryptCbc(data, iv, PaddingMode.None);
    }

    /// <inheritdoc/>
    public byte[] Authenticate(byte[] key, byte[] data) => HMACSHA256.HashData(key, data);

    /// <inheritdoc/>
    public void FillRandom(byte[] buffer) => RandomNumberGenerator.Fill(buffer);
}
