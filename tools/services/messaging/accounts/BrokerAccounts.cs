using System.Security.Cryptography;

namespace Pedestal.Messaging;

/// <summary>
/// The accounts at the broker: one for each pedestal under its own name, and "matcher", "ticketing" (of a further party
/// "ticketing.PARTY") and "fleet". The embedded broker and Mosquitto read the same file, which holds only digests of the passwords.
/// </summary>
public sealed class BrokerAccounts
{
    /// <summary>The operators' account; further ones are named <c>fleet@name</c>.</summary>
    public const string Operators = "fleet";

    /// <summary>Longest password that a pedestal's settings accept.</summary>
    public const int LongestPassword = 64;

    const int PasswordBytes = 24;
    const int MaximumBytes = 4 * 1024 * 1024;
    const string VenueMark = "# venue ";

    readonly SortedDictionary<string, PasswordDigest> _digests = new(StringComparer.Ordinal);

    /// <summary>A venue's accounts, none yet.</summary>
    public BrokerAccounts(string venue) => Venue = venue;

    /// <summary>The venue whose topics the accounts may use.</summary>
    public string Venue { get; }

    /// <summary>Whether a name can be an account's.</summary>
    public static bool IsName(string name) => Topics.IsName(name)
        || (name.StartsWith(Operators + "@", StringComparison.Ordinal) && Topics.IsName(name[(Operators.Length + 1)..]));

    /// <summary>Reads a file of accounts.</summary>
    /// <exception cref="KeyFileException">It cannot be used.</exception>
    public static BrokerAccounts Load(string path)
    {
        BrokerAccounts? accounts = null;
        var number = 0;
        foreach (var line in Read(path).Split('\n'))
        {
            number++;
            if (line.StartsWith(VenueMark, StringComparison.Ordinal) && Topics.IsName(line[VenueMark.Length..].Trim()))
            {
                accounts = new BrokerAccounts(line[VenueMark.Length..].Trim());
            }
            else if (line.Trim() is { Length: > 0 } entry && entry[0] != '#' && accounts?.Take(entry) != true)
            {
                throw new KeyFileException(path, $"line {number} is not an account, or the line \"{VenueMark}NAME\" before it is missing.");
            }
        }

        return accounts ?? throw new KeyFileException(path, $"the line \"{VenueMark}NAME\" is missing.");
    }

    /// <summary>All accounts.</summary>
    public IReadOnlyCollection<string> Names => _digests.Keys;

    /// <summary>Whether there is this account.</summary>
    public bool Has(string account) => _digests.ContainsKey(account);

    /// <summary>
    /// Creates an account, or gives an existing one a new password. Returns the password, of which only a digest is kept.
    /// </summary>
    public string Renew(string account)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
        _digests[account] = PasswordDigest.Of(password);
        return password;
    }

    /// <summary>Whether this is the account's password; takes as long for an account that does not exist.</summary>
    public bool IsPassword(string account, ReadOnlySpan<byte> password) =>
        _digests.GetValueOrDefault(account, PasswordDigest.OfNobody).Fits(password);

    /// <summary>Writes the file; on Unix only its owner can read it.</summary>
    /// <exception cref="KeyFileException">It cannot be written.</exception>
    public void Save(string path)
    {
        try
        {
            SecretFile.Replace(path, ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(path, $"cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The file's text, in Mosquitto's format.</summary>
    public override string ToString() =>
        $"{VenueMark}{Venue}\n" + string.Concat(_digests.Select(account => $"{account.Key}:{account.Value}\n"));

    /// <summary>The stored digest of an account's password; null for an account that does not exist.</summary>
    internal string? DigestOf(string account) => _digests.GetValueOrDefault(account)?.ToString();

    static string Read(string path)
    {
        try
        {
            return TextFile.Decode(TextFile.ReadBytes(path, MaximumBytes));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            throw new KeyFileException(path, $"cannot be read: {e.Message}", e);
        }
    }

    bool Take(string entry) => entry.Split(':', 2) is [var name, var digest] && IsName(name)
        && PasswordDigest.Parse(digest) is { } parsed && _digests.TryAdd(name, parsed);
}
