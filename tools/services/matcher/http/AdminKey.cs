using System.Security.Cryptography;
using System.Text;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;

namespace Pedestal.Matcher;

/// <summary>A secret for requests, of whoever can read its file: 64 hexadecimal digits.</summary>
sealed class AdminKey
{
    const int LargestFile = 4096;
    readonly byte[] _expected;

    AdminKey(string digits)
    {
        Header = $"{BearerKey.Scheme} {digits}";
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
                SecretFile.Create(file, Encoding.ASCII.GetBytes(BearerKey.New() + "\n"));
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

        return BearerKey.IsWellFormed(digits)
            ? new AdminKey(digits)
            : throw new InvalidOperationException(
                $"{file} is not an administration key: it must contain exactly {BearerKey.Length} hexadecimal digits. "
                + "Delete it and restart the matcher to create a new one.");
    }

    /// <summary>Whether this is the key.</summary>
    public bool Is(string key) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), _expected);
}
