using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Pedestal.Storage;

/// <summary>
/// An SQLite file with two connections, one for writing and one for reading: a reader waits for no writer, whether of this
/// process or of another.
/// </summary>
sealed class SqliteDatabase : Database
{
    static readonly TimeSpan ScrubPatience = TimeSpan.FromMilliseconds(200);

    // SQLite itself waits for locks (busy_timeout). This is shorter, so that the driver does not start the wait again.
    static readonly TimeSpan RetryPatience = TimeSpan.FromSeconds(1);

    readonly WriteQueue _writing;
    readonly Lock _reading = new();
    readonly SqliteConnection _writer;
    readonly SqliteConnection _reader;
    readonly Statements _writes = new();
    readonly Statements _reads = new();
    readonly string _file;

    public SqliteDatabase(string file)
    {
        _file = file;
        _writing = new WriteQueue(Transact, Named);

        // No pooling: the files of a closed store can be moved or backed up at once.
        var source = new SqliteConnectionStringBuilder
        {
            DataSource = file, DefaultTimeout = (int)RetryPatience.TotalSeconds, Pooling = false,
        };
        _writer = new SqliteConnection(source.ToString());
        _reader = new SqliteConnection(source.ToString());
        try
        {
            CreatePrivately(file);

            // FULL: a confirmed write survives a power cut. secure_delete: deleted rows are overwritten.
            Open(_writer, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON");
            Open(_reader, "PRAGMA query_only=ON");
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            Close();
            throw SqliteErrors.OfOpening(e, file);
        }
    }

    public override string Name => _file;

    internal override string Dialect => "sqlite";

    private protected override WriteQueue Writing => _writing;

    public override T Read<T>(Func<Session, T> work, TimeSpan? patience = null)
    {
        if (patience is not null)
        {
            // Whole tables are read on a separate connection: a guest's short read must not wait behind them.
            using var own = new SqliteConnection(_reader.ConnectionString);
            return Guarded(() =>
            {
                Open(own, "PRAGMA query_only=ON");
                return work(new Session(own, transaction: null, RetryPatience));
            });
        }

        lock (_reading)
        {
            return Guarded(() => work(new Session(_reader, transaction: null, RetryPatience) { Statements = _reads }));
        }
    }

    // The write-ahead log holds the old pages until a checkpoint writes it into the database, which any reader of them
    // prevents.
    public override void Scrub(params IReadOnlyList<string> tables)
    {
        var isBusy = false;
        _writing.Hold(() =>
        {
            // While this waits for a reader, the process's writes wait too, so it is better to give up early and try again.
            isBusy = Guarded(() =>
            {
                SetBusyTimeout(_writer, ScrubPatience);
                return new Session(_writer, transaction: null, RetryPatience).Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
            });
            SetBusyTimeout(_writer, Patience);
        });
        if (isBusy)
        {
            throw new StorageException(StorageError.Busy,
                $"What was deleted is still in {_file}-wal, because another process is reading the database (a backup, a database "
                + "browser). End it.");
        }
    }

    public override void Dispose() => _writing.Hold(() =>
    {
        lock (_reading)
        {
            Close();
        }
    });

    internal override StorageException? NameOf(DbException e) =>
        e is SqliteException error ? SqliteErrors.NameOf(error, _file) : null;

    // Work with a patience of its own may be a script, whose later statements need what the earlier ones create: it is parsed as
    // it runs.
    void Transact(IReadOnlyList<QueuedWrite> writes, TimeSpan? patience)
    {
        using var transaction = _writer.BeginTransaction(deferred: false);
        var session = new Session(_writer, transaction, RetryPatience)
        {
            AuditKeys = AuditKeys, Statements = patience is null ? _writes : null,
        };
        QueuedWrite.RunAll(writes, session, transaction, transaction.Commit);
    }

    static void Open(SqliteConnection connection, string settings)
    {
        connection.Open();
        SetBusyTimeout(connection, Patience);
        new Session(connection).Run(settings);
    }

    static void SetBusyTimeout(SqliteConnection connection, TimeSpan patience) =>
        new Session(connection).Run($"PRAGMA busy_timeout={(int)patience.TotalMilliseconds}");

    void Close()
    {
        // The writer is closed last: the last connection to close removes the write-ahead log.
        _reader.Dispose();
        _writer.Dispose();
    }

    T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e) when (NameOf(e) is { } named)
        {
            throw named;
        }
    }

    Exception Named(Exception e) => e is SqliteException error && NameOf(error) is { } named ? named : e;

    static void CreatePrivately(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (OperatingSystem.IsWindows() || File.Exists(file))
        {
            return;
        }

        // SQLite gives its write-ahead log the file mode of the database.
        new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
    }
}
