using Microsoft.Data.Sqlite;

namespace Pedestal.Ticketing;

/// <summary>The one connection to the ticket database: schema, durability and one transaction at a time.</summary>
sealed class TicketDatabase : IDisposable
{
    const int BusySeconds = 2;

    const string Schema = """
        CREATE TABLE IF NOT EXISTS tickets (
            code TEXT PRIMARY KEY NOT NULL,
            account TEXT NOT NULL,
            event TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('valid', 'cancelled')),
            redeemed_at INTEGER,
            redeemed_by TEXT
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS tickets_by_account ON tickets (account, event, code);
        CREATE TABLE IF NOT EXISTS account_tokens (
            token_hash BLOB PRIMARY KEY NOT NULL,
            account TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS links (
            link_hash BLOB PRIMARY KEY NOT NULL,
            account TEXT NOT NULL,
            expires INTEGER NOT NULL,
            token_hash BLOB
        ) WITHOUT ROWID;
        """;

    readonly Lock _lock = new();
    readonly SqliteConnection _connection;

    internal TicketDatabase(string path)
    {
        var source = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = BusySeconds,
            Pooling = false,
        };
        _connection = new SqliteConnection(source.ToString());
        try
        {
            CreatePrivately(path);
            _connection.Open();
            Execute($"PRAGMA busy_timeout = {BusySeconds * 1000}; PRAGMA journal_mode = WAL;");

            // A redemption must survive a power cut, or its ticket opens a gate twice.
            Execute("PRAGMA synchronous = FULL;");
            Execute(Schema);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            _connection.Dispose();
            throw new TicketStoreException($"Ticket database '{path}' cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Runs the work in one write transaction; an exception undoes all of it.</summary>
    internal T Write<T>(Func<T> work)
    {
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            var result = work();
            transaction.Commit();
            return result;
        }
    }

    /// <summary>A statement with its parameters, to be used inside <see cref="Write"/>.</summary>
    internal SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    /// <summary>Runs a statement inside <see cref="Write"/>; returns the rows changed.</summary>
    internal int Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _connection.Dispose();
        }
    }

    static void CreatePrivately(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
        {
            return;
        }

        // SQLite gives its write-ahead log the mode of the database.
        new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
    }
}
