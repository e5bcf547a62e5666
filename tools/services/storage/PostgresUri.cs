using Npgsql;

namespace Pedestal.Storage;

/// <summary>
/// Parses a server's address as PostgreSQL's own tools write it: postgresql://user:password@host:port/database?sslmode=...
/// </summary>
static class PostgresUri
{
    const int DefaultPort = 5432;

    // The parameters of libpq that mean the same here.
    static readonly Dictionary<string, string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["options"] = "Options",
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
    };

    public static string ToConnectionString(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            throw Refused("is not valid. Write special characters as % and their code, such as %40 for @");
        }

        var source = new NpgsqlConnectionStringBuilder();
        var login = uri.UserInfo.Split(':', 2);
        Set("Host", uri.Host);
        Set("Port", uri.Port > 0 ? uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
        Set("Username", login[0]);
        Set("Password", login.Length > 1 ? login[1] : "");
        Set("Database", uri.AbsolutePath.TrimStart('/'));
        foreach (var parameter in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = parameter.Split('=', 2);
            if (pair.Length != 2 || !Keywords.TryGetValue(pair[0], out var keyword))
            {
                throw Refused($"has an unknown parameter; known are {string.Join(", ", Keywords.Keys)}");
            }

            Set(keyword, keyword == "SSL Mode" ? pair[1].Replace("-", "", StringComparison.Ordinal) : pair[1]);
        }

        return source.ConnectionString;

        void Set(string keyword, string value)
        {
            try
            {
                if (value.Length > 0)
                {
                    source[keyword] = Uri.UnescapeDataString(value);
                }
            }
            catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
            {
                throw Refused($"has an invalid value for {keyword}");
            }
        }
    }

    static StorageException Refused(string fault) =>
        new(StorageError.BadAddress, $"The PostgreSQL address {fault}. Expected postgresql://USER:PASSWORD@HOST:{DefaultPort}/DATABASE.");
}
