using System.Data.Common;

namespace Pedestal.Storage;

/// <summary>
/// A component's database, SQLite or PostgreSQL: durable transactions, one writer at a time. Safe for concurrent callers; a
/// read does not wait for a write. Faults of the environment (locks, disks, networks) are thrown as <see
/// cref="StorageException"/>.
/// </summary>
public abstract class Database : IDisposable
{
    /// <summary>How long a call may wait for a lock, a connection or a result, unless stated otherwise.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The same for reads of whole tables.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(5);

    /// <summary>Folder of this engine's migrations among the resources.</summary>
    internal abstract string Dialect { get; }

    /// <summary>Its writers.</summary>
    private protected abstract WriteQueue Writing { get; }

    /// <summary>The database's name in error messages; never contains a password.</summary>
    public abstract string Name { get; }

    /// <summary>The keys of its audit log; required before the first entry is written.</summary>
    public AuditKeys? AuditKeys { get; set; }

    /// <summary>Opens a database and migrates its tables to the current version.</summary>
    /// <param name="source">
    /// A file for SQLite, created if absent; or "postgresql:" and a connection string, as in
    /// <c>postgresql:Host=db;Database=identity;Username=matcher;Password=...</c>; or a PostgreSQL address, as in
    /// <c>postgresql://matcher:PASSWORD@db/identity</c>.
    /// </param>
    /// <param name="component">The component that owns its tables.</param>
    /// <param name="mustExist">Whether an absent SQLite file is an error instead of being created.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static Database Open(string source, Component component, bool mustExist = false)
    {
        var server = DatabaseAddress.ServerOf(source);
        if (server is null && mustExist && !File.Exists(source))
        {
            throw new StorageException(StorageError.Unreachable, $"The database {source} does not exist.");
        }

        Database database = server is null ? new SqliteDatabase(source) : new PostgresDatabase(server, component.Name);
        try
        {
            Migrations.Apply(database, component);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Whether a source names a server rather than a file.</summary>
    /// <exception cref="StorageException">It is neither.</exception>
    public static bool IsServer(string source) => DatabaseAddress.ServerOf(source) is not null;

    /// <summary>How another library connects to the same server: the primary, if there are several hosts.</summary>
    /// <param name="source">The database.</param>
    /// <param name="time">The host's clock.</param>
    /// <exception cref="StorageException">The source names no server.</exception>
    public static DbDataSource ConnectionsTo(string source, TimeProvider time) => new PrimarySource(
        PostgresSource.Of(DatabaseAddress.ServerOf(source)
            ?? throw new StorageException(StorageError.BadAddress, "The database is a file, not a PostgreSQL server.")).ToString(),
        time);

    /// <summary>Runs the work in one durable write transaction; an exception rolls it back.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="patience">How long each statement may wait; null for <see cref="Patience"/>.</param>
    /// <exception cref="StorageException">The database cannot do this now; the message says why.</exception>
    public T Write<T>(Func<Session, T> work, TimeSpan? patience = null) =>
        patience is { } own ? Writing.Write(work, own)
        : Writing.WriteAsync(work, lookups: null, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>
    /// The same without a thread that waits; the work runs on another one. It may run a second time after it was undone because another
    /// one failed, so it must have no effect but on the database.
    /// </summary>
    /// <param name="work">What to do.</param>
    /// <param name="cancellation">Withdraws it until its turn; nothing was changed then.</param>
    /// <param name="lookups">What it reads first.</param>
    /// <exception cref="StorageException">The database cannot do this now; the message says why.</exception>
    public Task<T> WriteAsync<T>(
        Func<Session, T> work, CancellationToken cancellation, params IReadOnlyList<Lookup> lookups) =>
        Writing.WriteAsync(work, lookups, cancellation);

    /// <summary>Runs the work in one durable write transaction; an exception rolls it back.</summary>
    public void Write(Action<Session> work) => Write(session =>
    {
        work(session);
        return true;
    });

    /// <summary>Runs reads. They are repeated if the connection breaks, so they must have no side effects.</summary>
    /// <param name="work">What to read.</param>
    /// <param name="patience">How long each statement may wait; null for <see cref="Patience"/>.</param>
    /// <exception cref="StorageException">The database cannot do this now; the message says why.</exception>
    public abstract T Read<T>(Func<Session, T> work, TimeSpan? patience = null);

    /// <summary>Removes what the deleted rows of these tables leave behind, as far as the engine allows.</summary>
    /// <exception cref="StorageException">
    /// <see cref="StorageError.Busy"/>: another session still reads or locks the rows, so they are not gone yet; try again
    /// later.
    /// </exception>
    public abstract void Scrub(params IReadOnlyList<string> tables);

    /// <summary>Writes one row unchanged, to test whether writes succeed now.</summary>
    /// <exception cref="StorageException">It does not.</exception>
    public void ProbeWrite() =>
        Write(session => session.Run("UPDATE schema_version SET applied_at = applied_at WHERE version = 1"));

    /// <summary>Whether programs on several machines may use it at once.</summary>
    public virtual bool IsShared => false;

    /// <summary>
    /// Calls whenever a transaction has told the channel something, until stopped. A hint only: it may be lost, and comes from shared
    /// databases that are not behind a pool.
    /// </summary>
    public virtual Task ListenAsync(string channel, Action heard, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The storage fault for an engine's error caused by the environment; null for a defect of the caller.</summary>
    internal abstract StorageException? NameOf(DbException e);
}
