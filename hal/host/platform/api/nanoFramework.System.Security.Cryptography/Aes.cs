using System.Security.Cryptography;

namespace NanoSystem.Security.Cryptography;

/// <summary>AES with 128-bit keys and no padding: the data's length must be a multiple of 16 bytes.</summary>
public class Aes
{
    const int KeyLength = 16;
    byte[] _key = [];

    /// <summary>AES in a mode of operation.</summary>
    public Aes(CipherMode mode)
    {
        if (mode != CipherMode.CBC)
        {
            throw new NotSupportedException("Only CBC is supported.");
        }
    }

    /// <summary>The initialisation vector, 16 bytes.</summary>
    public byte[] IV { get; set; } = [];

    /// <summary>The key, 16 bytes.</summary>
    public byte[] Key
    {
        get => _key;
        set => _key = value.Length == KeyLength ? value : throw new ArgumentException($"A key has {KeyLength} bytes.");
    }

    /// <summary>Decrypts whole blocks.</summary>
    public byte[] Decrypt(byte[] data)
    {
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = _key;
        return aes.DecryptCbc(data, IV, PaddingMode.None);
    }

    /// <summary>Encrypts whole blocks.</summary>
    public byte[] Encrypt(byte[] data)
    {
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = _key;
        return aes.EncryptCbc(data, IV, PaddingMode.None);
    }
}
