using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Identity;

/// <summary>
/// The 32-byte key templates and tokens are sealed under at rest: AES-256-GCM, nonce (12), tag (16), ciphertext. What a
/// value belongs to is authenticated with it, so a sealed value cannot be moved to another row.
/// </summary>
public sealed class StoreKey
{
    /// <summary>Bytes of the key.</summary>
    public const int Length = 32;

    const int NonceLength = 12;
    const int TagLength = 16;
    readonly byte[] _secret;
    readonly byte[] _fingerprintSecret;

    StoreKey(byte[] secret)
    {
        _secret = secret;
        _fingerprintSecret = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, secret, Length, info: "token fingerprint"u8.ToArray());
        Id = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, info: "key id"u8.ToArray());
    }

    /// <summary>What certificates name this key by; the key does not follow from it.</summary>
    public byte[] Id { get; }

    /// <summary>Reads a key file: 64 hexadecimal digits.</summary>
    public static StoreKey Load(string file)
    {
        var text = File.ReadAllText(file).Trim();
        try
        {
            if (Convert.FromHexString(text) is { Length: Length } secret)
            {
                return new StoreKey(secret);
            }
        }
        catch (FormatException)
        {
            // Told below, together with a wrong number of digits.
        }

        throw new PalmStoreException(PalmStoreError.KeyMalformed,
            $"{file} is not a store key: it must hold exactly {2 * Length} hexadecimal digits. "
            + "Restore it from backup.");
    }

    /// <summary>Writes a new random key, readable by its owner only; an existing file is never replaced.</summary>
    public static StoreKey Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var secret = RandomNumberGenerator.GetBytes(Length);
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret) + "\n"));
        stream.Flush(flushToDisk: true);
        return new StoreKey(secret);
    }

    /// <summary>What a token is looked up by: only who has this key can tell whose digest (SHA-256) it is.</summary>
    public byte[] Fingerprint(byte[] tokenDigest) => HMACSHA256.HashData(_fingerprintSecret, tokenDigest);

    /// <summary>Seals a value as belonging to its owner.</summary>
    public byte[] Seal(ReadOnlySpan<byte> value, string owner)
    {
        var blob = new byte[NonceLength + TagLength + value.Length];
        var nonce = blob.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_secret, TagLength);
        cipher.Encrypt(nonce, value, blob.AsSpan(NonceLength + TagLength), blob.AsSpan(NonceLength, TagLength),
            Encoding.UTF8.GetBytes(owner));
        return blob;
    }

    /// <summary>Opens a sealed value.</summary>
    /// <exception cref="PalmStoreException">Key, bytes or owner are not those it was sealed with.</exception>
    public byte[] Open(ReadOnlySpan<byte> blob, string owner) => TryOpen(blob, owner, out var value)
        ? value
        : throw new PalmStoreException(PalmStoreError.Altered,
            $"The stored {owner} was altered or moved. Restore the database from backup or delete that person.");

    /// <summary>Opens a sealed value; false if key, bytes or owner are not those it was sealed with.</summary>
    public bool TryOpen(ReadOnlySpan<byte> blob, string owner, out byte[] value)
    {
        value = new byte[Math.Max(0, blob.Length - NonceLength - TagLength)];
        if (blob.Length < NonceLength + TagLength)
        {
            return false;
        }

        try
        {
            using var cipher = new AesGcm(_secret, TagLength);
            cipher.Decrypt(blob[..NonceLength], blob[(NonceLength + TagLength)..],
                blob.Slice(NonceLength, TagLength), value, Encoding.UTF8.GetBytes(owner));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
