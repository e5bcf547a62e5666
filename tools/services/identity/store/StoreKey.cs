using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Identity;

/// <summary>
/// The 32-byte key that seals stored templates and tokens: AES-256-GCM, nonce (12), tag (16), ciphertext. The value's owner is
/// authenticated too, so that a sealed value cannot be moved to another row.
/// </summary>
public sealed class StoreKey
{
    /// <summary>Length of the key in bytes.</summary>
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

    /// <summary>Identifies this key in certificates; the key cannot be derived from it.</summary>
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
            // Reported below, together with a wrong number of digits.
        }

        throw new PalmStoreException(PalmStoreError.KeyMalformed,
            $"{file} is not a store key: it must contain exactly {2 * Length} hexadecimal digits. "
            + "Restore it from backup.");
    }

    /// <summary>Writes a new random key, readable only by its owner; never replaces an existing file.</summary>
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

    /// <summary>Another key, for a purpose of its own; this one cannot be derived from it.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Length, info: Encoding.ASCII.GetBytes(purpose));

    /// <summary>The index for looking up a token: only a holder of this key can tell whose digest (SHA-256) it is.</summary>
    public byte[] Fingerprint(byte[] tokenDigest) => HMACSHA256.HashData(_fingerprintSecret, tokenDigest);

    /// <summary>Seals a value and binds it to its owner.</summary>
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
    /// <exception cref="PalmStoreException">Key, bytes or owner differ from those it was sealed with.</exception>
    public byte[] Open(ReadOnlySpan<byte> blob, string owner) => TryOpen(blob, owner, out var value)
        ? value
        : throw new PalmStoreException(PalmStoreError.Altered,
            $"The stored {owner} was altered or moved. Restore the database from backup, or delete that person.");

    /// <summary>Opens a sealed value; false if key, bytes or owner differ from those it was sealed with.</summary>
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
