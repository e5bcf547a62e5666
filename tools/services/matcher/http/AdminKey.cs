using System.Security.Cryptography;
using System.Text;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>The secret for administration requests: 64 hexadecimal digits in a file readable only by its owner.</summary>
sealed class AdminKey
{
    const int Length = 32;
    const int LargestFile = 4096;
    const string Scheme = "Bearer";
    readonly byte[] _expected;

    AdminKey(string digits)
    {
        Header = $"{Scheme} {digits}";
        _expected = Encoding.ASCII.GetBytes(digits);
    }

    /// <summary>The value of the Authorization header.</summary>
    public string Header { get; }

    /// <summary>Loads the key, or creates it on first start.</summary>
    /// <exception cref="InvalidOperationException">The file does not hold a key, or cannot be used.</exception>
    public static AdminKey LoadOrCreate(string file)
    {
        try
        {
            if (!Path.Exists(file))
            {
                var digits = RandomNumberGenerator.GetHexString(2 * Length, lowercase: true);
                SecretFile.Create(file, Encoding.ASCII.GetBytes(digits + "\n"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The administration key cannot be written to {file}: {e.Message}", e);
        }

        return Load(file);
    }

    /// <summary>Loads the key.</summary>
    /// <exception cref="InvalidOperationException">The file does not hold a key, or cannot be read.</exception>
    public static AdminKey Load(string file)
    {
        string digits;
        try
        {
            digits = TextFile.Read(file, LargestFile).Trim();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidOperationException($"The administration key {file} cannot be read: {e.Message}", e);
        }

        return digits.Length == 2 * Length && digits.All(char.IsAsciiHexDigit)
            ? new AdminKey(digits)
            : throw new InvalidOperationException(
                $"{file} is not an administration key: it must contain exactly {2 * Length} hexadecimal digits. "
                + "Delete it and restart the matcher to create a new one.");
    }

    /// <summary>
    /// Whether an Authorization header carries the key. As in RFC 9110, the scheme is case-insensitive and followed by one
    /// space or more.
    /// </summary>
    public bool Opens(string? header)
    {
        var given = (header ?? "").AsSpan().Trim(" \t");
        var end = given.IndexOf(' ');
        return end > 0 && given[..end].Equals(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given[end..].TrimStart(' ').ToString()), _expected);
    }
}
