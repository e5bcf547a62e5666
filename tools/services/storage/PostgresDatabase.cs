using System.Buffers.Binary;
using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Pedestal.Storage;

/// <summary>A PostgreSQL database behind a connection pool, directly or through PgBouncer.</summary>
sealed class PostgresDatabase : Database
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // A process that stands still inside a transaction, frozen or cut off, must not keep the writer's lock from the others.
    static readonly TimeSpan Standstill = TimeSpan.FromSeconds(1);

    // Shorter than a statement's patience, so that its error, which is more specific, comes first.
    static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(1.5);

    static readonly string LockTimeout = $"SET LOCAL lock_timeout = {(long)LockPatience.TotalMilliseconds}";

    readonly WriteQueue _writing;
    readonly PrimarySource _source;
    readonly long _writer;
    readonly bool _isDirect;

    public PostgresDatabase(string connectionString, string component)
    {
        _writing = new WriteQueue(Transact, Named);
        _writer = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(component)));
        try
        {
            var source = PostgresSource.Of(connectionString);
            Name = $"PostgreSQL database {source.Database} at {source.Host}";
            _isDirect = Guarded(() => PostgresSource.IsDirect(source));
            if (_isDirect)
            {
                PostgresSource.Prepare(source, connectionString);
            }

            _source = new PrimarySource(source.ConnectionString, TimeProvider.System);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or OverflowException)
        {
            // The parser's message is left out: if the password contains a semicolon, the message quotes the rest of it.
            throw new StorageException(StorageError.BadAddress,
                "The PostgreSQL connection string cannot be used: the host is missing, or a keyword or value is unknown to "
                + "Npgsql. It should look like Host=db;Port=5432;Database=identity;Username=matcher;Password='...'; a value with a "
                + "semicolon or an equals sign needs quotes.");
        }
    }

    public override string Name { get; }

    internal override string Dialect => "postgresql";

    // As in SQLite there is one writer at a time, so that no transaction sees another's partial work and none has to be
    // retried. Writers of this process wait here instead of each occupying a connection of the pool.
    private protected override WriteQueue Writing => _writing;

    public override T Read<T>(Func<Session, T> work, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        return Guarded(() =>
        {
            while (true)
            {
                using var connection = _source.Open();
                try
                {
                    if (patience is null)
                    {
                        return work(new Session(connection));
                    }

                    // A long statement may take its time, but must not spend all of it waiting for a lock.
                    using var transaction = connection.BeginTransaction();
                    var session = new Session(connection, transaction, patience) { AuditKeys = AuditKeys };
                    session.Run(LockTimeout);
                    return work(session);
                }
                catch (NpgsqlException e) when (IsWorthAnotherConnection(e, started))
                {
                    Replace();
                }
                catch (NpgsqlException e) when (PostgresErrors.IsSilence(e))
                {
                    _source.Clear();
                    throw;
                }
            }
        });
    }

    public override bool IsShared => true;

    // A pool in transaction mode would give the next transaction another connection, and this one's messages to somebody else.
    public override Task ListenAsync(string channel, Action heard, CancellationToken stop) =>
        _isDirect ? PostgresListener.RunAsync(_source, channel, heard, stop) : Task.CompletedTask;

    public override void Scrub(params IReadOnlyList<string> tables) => Guarded(() =>
    {
        using var connection = _source.Open();
        PostgresScrub.Run(connection, tables, Name);
        return true;
    });

    public override void Dispose() => _source.Dispose();

    internal override StorageException? NameOf(DbException e) => PostgresErrors.NameOf(e, Name);

    /// <summary>
    /// The transaction's first statement: makes it durable whatever the server's default, reads whether this took effect, and takes the
    /// writer's lock.
    /// </summary>
    Lookup<string> Begin(TimeSpan? patience) =>
        // Set in the transaction, because PgBouncer refuses it as a start-up option or would apply it to another session. Planning a
        // prepared statement anew for its values takes longer than running it.
        new(
            $"""
            SELECT current_setting('synchronous_commit') FROM (SELECT set_config('synchronous_commit', 'on', true),
                set_config('lock_timeout', '{(long)LockPatience.TotalMilliseconds}', true),
                set_config('idle_in_transaction_session_timeout', '{(long)(patience ?? Standstill).TotalMilliseconds}', true),
                set_config('plan_cache_mode', 'force_generic_plan', true), pg_advisory_xact_lock(@writer)) AS begun
            """,
            row => row.GetString(0), ("writer", _writer));

    void Transact(IReadOnlyList<QueuedWrite> writes, TimeSpan? patience)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            while (!TryTransact(writes, patience, started))
            {
            }
        }
        catch (NpgsqlException e) when (PostgresErrors.IsSilence(e))
        {
            // A server that is cut off closes no connection: those that wait in the pool are as dead as this one.
            _source.Clear();
            throw;
        }
    }

    // False when the connection was dead and another one is worth a try; nothing was done on it.
    bool TryTransact(IReadOnlyList<QueuedWrite> writes, TimeSpan? patience, long started)
    {
        using var connection = _source.Open();
        using var transaction = connection.BeginTransaction();
        var session = new Session(connection, transaction, patience) { AuditKeys = AuditKeys };
        var begin = Begin(patience);
        session.Post([begin]);
        try
        {
            QueuedWrite.RunAll(writes, session, transaction, Commit);
            return true;
        }
        catch (NpgsqlException e) when (!begin.WasRead && IsWorthAnotherConnection(e, started))
        {
            Replace();
            return false;
        }

        void Commit()
        {
            var durability = session.Rows(begin).Single();
            if (durability is not ("on" or "remote_apply"))
            {
                throw new StorageException(StorageError.NotDurable,
                    $"{Name} does not keep what it confirms: synchronous_commit is {durability} although it was set to on. Connect "
                    + "to the server itself, or through a pool in session or transaction mode.");
            }

            // Together with what was posted, which saves a round trip.
            session.Post("COMMIT");
            session.Flush();
        }
    }

    static bool IsWorthAnotherConnection(NpgsqlException e, long started) =>
        PostgresErrors.IsConnectionLost(e) && Stopwatch.GetElapsedTime(started) < Patience;

    // After a restart of the server all of the pool's connections are dead.
    void Replace()
    {
        _source.Clear();
        Thread.Sleep(Pause);
    }

    T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (Named(e) is var named && named != e)
        {
            throw named;
        }
    }

    Exception Named(Exception e) => e switch
    {
        DbException error when NameOf(error) is { } named => named,
        TimeoutException or IOException or System.Net.Sockets.SocketException =>
            new StorageException(StorageError.Unreachable, $"{Name} cannot be reached: {e.Message}", e),
        _ => e,
    };
}
