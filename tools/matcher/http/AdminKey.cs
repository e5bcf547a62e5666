using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Matcher;

/// <summary>
/// The secret that opens the administration requests: 64 hexadecimal digits in a file of its owner's.
/// </summary>
sealed class AdminKey
{
    const int Length = 32;
    const string Scheme = "Bearer ";
    readonly byte[] _expected;

    AdminKey(string digits)
    {
        Header = Scheme + digits;
        _expected = Encoding.ASCII.GetBytes(Header);
    }

    /// <summary>The value of the Authorization header.</summary>
    public string Header { get; }

    /// <summary>Loads the key, or creates it on first start.</summary>
    public static AdminKey LoadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            using var stream = new FileStream(file, options);
            var digits = RandomNumberGenerator.GetHexString(2 * Length, lowercase: true);
            stream.Write(Encoding.ASCII.GetBytes(digits + "\n"));
        }

        return Load(file);
    }

    /// <summary>Loads the key.</summary>
    /// <exception cref="InvalidOperationException">The file does not hold a key.</exception>
    public static AdminKey Load(string file)
    {
        var digits = File.ReadAllText(file).Trim();
        return digits.Length == 2 * Length && digits.All(char.IsAsciiHexDigit)
            ? new AdminKey(digits)
            : throw new InvalidOperationException(
                $"{file} is no administration key: it must hold exactly {2 * Length} hexadecimal digits. "
                + "Delete it and restart the matcher for a new one.");
    }

    /// <summary>Whether an Authorization header carries the key.</summary>
    public bool Opens(string? header) =>
        header is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), _expected);
}
