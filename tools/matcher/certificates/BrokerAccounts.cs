using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>
/// The accounts at a Mosquitto: its file of password digests, and each password on its way to whom it belongs. An account that
/// there is keeps its password.
/// </summary>
/// <param name="folder">The broker's folder.</param>
sealed class BrokerAccounts(string folder)
{
    /// <summary>Mosquitto's file of accounts.</summary>
    public const string File = "passwords";

    // The passwords have 192 random bits: more rounds would only cost the broker time at each connect.
    const int Rounds = 101;
    const int SaltBytes = 12;
    const int DigestBytes = 64;
    const int PasswordBytes = 24;

    readonly List<string> _lines =
        System.IO.File.Exists(Path.Combine(folder, File)) ? [.. System.IO.File.ReadLines(Path.Combine(folder, File))] : [];

    /// <summary>Gives an account a password; null if it has one already.</summary>
    public string? Add(string account)
    {
        if (_lines.Exists(line => line.StartsWith(account + ":", StringComparison.Ordinal)))
        {
            return null;
        }

        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
        _lines.Add($"{account}:{Digest(password)}");
        return password;
    }

    /// <summary>Writes Mosquitto's file.</summary>
    public void Save() => SecretFile.Replace(Path.Combine(folder, File), string.Concat(_lines.Select(line => line + "\n")));

    /// <summary>What mosquitto_passwd writes: <c>$7$rounds$salt$digest</c>, PBKDF2 with HMAC-SHA-512.</summary>
    static string Digest(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var digest = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, Rounds, HashAlgorithmName.SHA512, DigestBytes);
        return string.Create(CultureInfo.InvariantCulture,
            $"$7${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(digest)}");
    }
}
