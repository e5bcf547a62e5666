using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Messaging;

/// <summary>A password as mosquitto_passwd stores it: <c>$7$rounds$salt$digest</c>, PBKDF2 with HMAC-SHA-512.</summary>
sealed class PasswordDigest
{
    // The passwords have 192 random bits: more rounds would only cost the broker time at each connect.
    const int Rounds = 101;
    const int MostRounds = 100_000;
    const int SaltBytes = 12;
    const int DigestBytes = 64;

    readonly int _rounds;
    readonly byte[] _salt;
    readonly byte[] _digest;

    PasswordDigest(int rounds, byte[] salt, byte[] digest) => (_rounds, _salt, _digest) = (rounds, salt, digest);

    /// <summary>Used for an account that does not exist: no password matches, and the check takes as long.</summary>
    internal static PasswordDigest OfNobody { get; } = Of(RandomNumberGenerator.GetHexString(2 * DigestBytes));

    internal static PasswordDigest Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordDigest(Rounds, salt, Compute(Encoding.ASCII.GetBytes(password), salt, Rounds));
    }

    /// <summary>Reads what <see cref="ToString"/> writes; null if the text is something else.</summary>
    internal static PasswordDigest? Parse(string text)
    {
        if (text.Split('$') is not ["", "7", var rounds, var salt, var digest]
            || !int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostRounds)
        {
            return null;
        }

        var (saltBytes, digestBytes) = (new byte[salt.Length], new byte[digest.Length]);
        return Convert.TryFromBase64String(salt, saltBytes, out var salted) && salted > 0
            && Convert.TryFromBase64String(digest, digestBytes, out var digested) && digested == DigestBytes
            ? new PasswordDigest(count, saltBytes[..salted], digestBytes[..digested])
            : null;
    }

    /// <summary>Whether a password matches, compared in constant time.</summary>
    internal bool Fits(ReadOnlySpan<byte> password) =>
        CryptographicOperations.FixedTimeEquals(Compute(password, _salt, _rounds), _digest);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"$7${_rounds}${Convert.ToBase64String(_salt)}${Convert.ToBase64String(_digest)}");

    static byte[] Compute(ReadOnlySpan<byte> password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, DigestBytes);
}
