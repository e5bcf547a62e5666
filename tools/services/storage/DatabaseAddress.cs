using System.Text.RegularExpressions;

namespace Pedestal.Storage;

/// <summary>
/// Distinguishes a server's address from a file's path. Anything else is refused: an address mistaken for a path would become a
/// file named after its password. No message repeats any part of it.
/// </summary>
static partial class DatabaseAddress
{
    static readonly string[] Schemes = ["postgresql:", "postgres:"];

    /// <summary>The connection string if the source is a server's address; null if it is a file's path.</summary>
    /// <exception cref="StorageException">It is neither.</exception>
    public static string? ServerOf(string source)
    {
        if (Schemes.FirstOrDefault(s => source.StartsWith(s, StringComparison.OrdinalIgnoreCase)) is { } scheme)
        {
            return source[scheme.Length..].StartsWith("//", StringComparison.Ordinal)
                ? PostgresUri.ToConnectionString(source)
                : source[scheme.Length..];
        }

        return string.IsNullOrWhiteSpace(source) || source.Any(char.IsControl) || NoPath().IsMatch(source)
            ? throw new StorageException(StorageError.BadAddress,
                "The database is neither the path of an SQLite file nor the address of a PostgreSQL server. Give a path such as "
                + "data/identity.db, \"postgresql:Host=db;Database=identity;Username=matcher;Password=...\", or "
                + "postgresql://USER:PASSWORD@HOST/DATABASE.")
            : null;
    }

    // A scheme of two letters or more (one is a drive), ":memory:", anything with "://" or "user:password@", and the keywords
    // of a connection string.
    [GeneratedRegex(
        @"^\s*[a-z][a-z0-9+.-]+:|^\s*:|://|:[^/\\]*@|(^|[;,\s])\s*(host|server|data\s*source|datasource|filename|port|database|user(\s*(name|id))?|uid|password|pwd)\s*=",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoPath();
}
