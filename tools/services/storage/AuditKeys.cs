using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pedestal.Storage;

/// <summary>
/// The keys of an audit log, in a file that is never in the database: whoever can write the database cannot rewrite the log.
/// One line per key: the number of the first entry under it, and 64 hexadecimal digits. The file is read each time, because
/// another process may add a key meanwhile. Thread-safe.
/// </summary>
public sealed class AuditKeys
{
    /// <summary>Length of a key in bytes.</summary>
    public const int Length = 32;

    readonly string _file;

    AuditKeys(string file) => _file = file;

    /// <summary>Uses an existing file.</summary>
    /// <exception cref="InvalidOperationException">It is missing or damaged; the message says what to do.</exception>
    public static AuditKeys Load(string file)
    {
        var keys = new AuditKeys(file);
        keys.Read();
        return keys;
    }

    /// <summary>Creates a file with a first key, readable only by its owner; never replaces an existing file.</summary>
    public static AuditKeys Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var keys = new AuditKeys(file);
        keys.Add(1, FileMode.CreateNew);
        return keys;
    }

    /// <summary>Adds a key for the entries from a number on; earlier entries keep theirs.</summary>
    internal void AddFrom(long number) => Add(number, FileMode.Append);

    /// <summary>Returns a function that finds an entry's key.</summary>
    internal Func<long, byte[]> Finder()
    {
        var keys = Read();
        return number => keys.Last(key => key.From <= number).Key;
    }

    void Add(long from, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length));
        using var stream = new FileStream(_file, options);
        stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{from} {key}\n")));
        stream.Flush(flushToDisk: true);
    }

    List<(long From, byte[] Key)> Read()
    {
        try
        {
            var keys = File.ReadLines(_file).Select(line => line.Split(' '))
                .Select(words => (From: long.Parse(words[0], NumberStyles.None, CultureInfo.InvariantCulture),
                    Key: Convert.FromHexString(words[1])))
                .ToList();
            if (keys.Count > 0 && keys[0].From == 1 && keys.All(key => key.Key.Length == Length))
            {
                return keys;
            }
        }
        catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException or IOException
            or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(Damaged + $" ({e.Message})", e);
        }

        throw new InvalidOperationException(Damaged);
    }

    string Damaged => $"{_file} does not hold the keys of the audit log. Restore it from backup; without it nobody can tell whether "
        + "the log was altered.";
}
