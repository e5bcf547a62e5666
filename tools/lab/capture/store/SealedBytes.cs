using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Capture.Store;

/// <summary>
/// Bytes at rest: AES-256-GCM as nonce (12), tag (16), ciphertext. What they are is authenticated too, so that they cannot be moved to
/// another place.
/// </summary>
static class SealedBytes
{
    /// <summary>Length of a key.</summary>
    public const int KeyLength = 32;

    const int NonceLength = 12;
    const int TagLength = 16;

    public static byte[] Seal(byte[] key, string what, ReadOnlySpan<byte> bytes)
    {
        var all = new byte[NonceLength + TagLength + bytes.Length];
        RandomNumberGenerator.Fill(all.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(all.AsSpan(0, NonceLength), bytes, all.AsSpan(NonceLength + TagLength), all.AsSpan(NonceLength, TagLength),
            Encoding.UTF8.GetBytes(what));
        return all;
    }

    /// <summary>The bytes; null if they, the key or what they are differs from those they were sealed with.</summary>
    public static byte[]? Open(byte[] key, string what, ReadOnlySpan<byte> all)
    {
        if (all.Length < NonceLength + TagLength)
        {
            return null;
        }

        try
        {
            var bytes = new byte[all.Length - NonceLength - TagLength];
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(all[..NonceLength], all[(NonceLength + TagLength)..], all.Slice(NonceLength, TagLength), bytes,
                Encoding.UTF8.GetBytes(what));
            return bytes;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
