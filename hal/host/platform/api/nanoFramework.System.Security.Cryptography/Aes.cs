using System.Security.Cryptography;

namespace NanoSystem.Security.Cryptography;

/// <summary>AES with keys of 128 bits, without padding: data is a multiple of 16 bytes.</summary>
public class Aes
{
    const int KeyLength = 16;
    byte[] _key = [];

    /// <summary>AES in a mode of operation.</summary>
    public Aes(CipherMode mode)
    {
        if (mode != CipherMode.CBC)
        {
            throw new NotSupportedException("CBC alone is offered.");
        }
    }

    /// <summary>The initialisation vector, 16 bytes.</summary>
    public byte[] IV { get; set; } = [];

    /// <summary>The key, 16 bytes.</summary>
    public byte[] Key
    {
        get => _key;
        set => _key = value.Length == KeyLength ? value : throw new ArgumentException("A key has 128 bits.");
    }

    /// <summary>Decrypts.</summary>
    public byte[] Decrypt(byte[] data)
    {
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = _key;
        return aes.DecryptCbc(data, IV, PaddingMode.None);
    }

    /// <summary>Encrypts.</summary>
    public byte[] Encrypt(byte[] data)
    {
        using var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = _key;
        return aes.EncryptCbc(data, IV, PaddingMode.None);
    }
}
