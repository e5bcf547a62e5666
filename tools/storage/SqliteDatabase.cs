using Microsoft.Data.Sqlite;

namespace Pedestal.Storage;

/// <summary>An SQLite file behind one connection.</summary>
sealed class SqliteDatabase : Database
{
    const int BusySeconds = 2;
    const int Corrupt = 11;
    const int NotADatabase = 26;

    readonly Lock _use = new();
    readonly SqliteConnection _connection;
    readonly string _file;

    public SqliteDatabase(string file)
    {
        _file = file;

        // No pooling: a closed store leaves its files free to be moved or backed up.
        var source = new SqliteConnectionStringBuilder
        {
            DataSource = file, DefaultTimeout = BusySeconds, Pooling = false,
        };
        _connection = new SqliteConnection(source.ToString());
        try
        {
            CreatePrivately(file);
            _connection.Open();

            // FULL: what was confirmed survives a power cut. secure_delete: deleted means overwritten.
            new Session(_connection).Run($"""
                PRAGMA busy_timeout={BusySeconds * 1000}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
                PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;
                """);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            _connection.Dispose();
            throw e is SqliteException { SqliteErrorCode: Corrupt or NotADatabase } unreadable
                ? Unreadable(unreadable)
                : new StorageException(StorageError.Unreachable, $"Database {file} cannot be opened: {e.Message}", e);
        }
    }

    public override string Name => _file;

    internal override string Dialect => "sqlite";

    public override T Write<T>(Func<Session, T> work) => Guarded(() =>
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        var result = work(new Session(_connection, transaction));
        transaction.Commit();
        return result;
    });

    public override T Read<T>(Func<Session, T> work) => Guarded(() => work(new Session(_connection)));

    // The write-ahead log still holds the old pages until it is folded into the database.
    public override void Scrub(params IReadOnlyList<string> tables) =>
        Read(session => session.Run("PRAGMA wal_checkpoint(TRUNCATE)"));

    public override void Dispose()
    {
        lock (_use)
        {
            _connection.Dispose();
        }
    }

    T Guarded<T>(Func<T> work)
    {
        lock (_use)
        {
            try
            {
                return work();
            }
            catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
            {
                throw Unreadable(e);
            }
        }
    }

    StorageException Unreadable(SqliteException e) => e.SqliteErrorCode == NotADatabase
        ? new StorageException(StorageError.NotADatabase,
            $"{_file} is not an SQLite database. Name another file or restore it from backup.", e)
        : new StorageException(StorageError.Damaged,
            $"Database {_file} is damaged ({e.Message}). Stop the service and restore the file from backup.", e);

    static void CreatePrivately(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (OperatingSystem.IsWindows() || File.Exists(file))
        {
            return;
        }

        // SQLite gives its write-ahead log the mode of the database.
        new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
    }
}
