using System.Data.Common;
using Npgsql;

namespace Pedestal.Storage;

/// <summary>Connection strings, completed with what this product wants of its connections.</summary>
static class PostgresSource
{
    // More than there are in the product's code.
    const int PreparedStatements = 128;

    // What a busy evening's group of writes is sent in: the driver sends what does not fit from the thread pool.
    const int WriteBuffer = 64 * 1024;

    /// <summary>A connection that finds the primary, with this product's patience.</summary>
    /// <exception cref="ArgumentException">The host is missing, or a keyword or value is unknown.</exception>
    public static NpgsqlConnectionStringBuilder Of(string connectionString)
    {
        var given = Given(connectionString);
        var source = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // A server that does not respond is given up at once, without first sending it a cancel request.
            CancellationTimeout = -1,

            // A transaction leaves nothing behind in its session that another one would meet.
            NoResetOnClose = true,
        };
        if (!given.ContainsKey("Write Buffer Size"))
        {
            source.WriteBufferSize = WriteBuffer;
        }

        if (!given.ContainsKey("Timeout"))
        {
            source.Timeout = (int)Database.Patience.TotalSeconds;
        }

        if (source.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            FindPrimary(source, given);
        }

        return source;
    }

    /// <summary>Whether it leads to the server itself, so that a statement once prepared is found again.</summary>
    public static bool IsDirect(NpgsqlConnectionStringBuilder source)
    {
        // A pool gives its clients a number of its own for the server's process.
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(source.ConnectionString) { Pooling = false }.ToString());
        connection.Open();
        return new Session(connection).Number("SELECT pg_backend_pid()") == connection.ProcessID;
    }

    /// <summary>Has statements prepared; only on a direct connection.</summary>
    public static void Prepare(NpgsqlConnectionStringBuilder source, string connectionString)
    {
        if (!Given(connectionString).ContainsKey("Max Auto Prepare"))
        {
            source.MaxAutoPrepare = PreparedStatements;
        }

        // A plan outlives the hour it was made in: one for empty tables would read all of a table that the evening has filled. A statement
        // without an index looks so dear then that it would be compiled, which takes longer than reading most tables.
        source.Options = $"-c enable_seqscan=off -c jit=off {source.Options}".TrimEnd();
    }

    static DbConnectionStringBuilder Given(string connectionString) => new() { ConnectionString = connectionString };

    // Of several hosts one is the primary, and which one changes. What the driver remembers of them, and its patience with a host that
    // is gone, must be shorter than a guest's.
    static void FindPrimary(NpgsqlConnectionStringBuilder source, DbConnectionStringBuilder given)
    {
        source.TargetSessionAttributes ??= "read-write";
        if (!given.ContainsKey("Host Recheck Seconds"))
        {
            source.HostRecheckSeconds = 1;
        }

        if (!given.ContainsKey("Timeout"))
        {
            source.Timeout = 1;
        }

        // A commit's patience; all others have their own. It is not cancelled: the server goes on, and the request's key finds what it did.
        if (!given.ContainsKey("Command Timeout"))
        {
            source.CommandTimeout = (int)Database.Patience.TotalSeconds;
        }
    }
}
