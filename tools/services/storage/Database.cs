using System.Data.Common;

namespace Pedestal.Storage;

/// <summary>
/// A component's database, SQLite or PostgreSQL: durable transactions, one writer at a time. Safe for concurrent callers; a read
/// does not wait for a write. What the surroundings cause (locks, disks, networks) is a <see cref="StorageException"/>.
/// </summary>
public abstract class Database : IDisposable
{
    /// <summary>How long a call may wait for a lock, a connection or an answer, unless it says otherwise.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>For reads of whole tables.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(5);

    /// <summary>Folder of this engine's migrations among the resources.</summary>
    internal abstract string Dialect { get; }

    /// <summary>What error messages call this database; without a password.</summary>
    public abstract string Name { get; }

    /// <summary>The keys of its audit log; needed before the first entry is written.</summary>
    public AuditKeys? AuditKeys { get; set; }

    /// <summary>Opens a database and brings its tables up to date.</summary>
    /// <param name="source">
    /// A file for SQLite, made when absent; or "postgresql:" and a connection string, as in
    /// <c>postgresql:Host=db;Database=identity;Username=matcher;Password=...</c>; or a PostgreSQL address, as in
    /// <c>postgresql://matcher:PASSWORD@db/identity</c>.
    /// </param>
    /// <param name="component">Whose tables it holds.</param>
    /// <param name="mustExist">Whether an SQLite file that is absent is an error and not made.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static Database Open(string source, Component component, bool mustExist = false)
    {
        var server = DatabaseAddress.ServerOf(source);
        if (server is null && mustExist && !File.Exists(source))
        {
            throw new StorageException(StorageError.Unreachable, $"There is no database {source}.");
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

    /// <summary>Whether a source names a server and not a file.</summary>
    /// <exception cref="StorageException">It is neither.</exception>
    public static bool IsServer(string source) => DatabaseAddress.ServerOf(source) is not null;

    /// <summary>Runs the work in one durable write transaction; an exception undoes all of it.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="patience">How long each statement may wait; null for <see cref="Patience"/>.</param>
    /// <exception cref="StorageException">The database cannot do it now; the message says why.</exception>
    public abstract T Write<T>(Func<Session, T> work, TimeSpan? patience = null);

    /// <summary>Runs the work in one durable write transaction; an exception undoes all of it.</summary>
    public void Write(Action<Session> work) => Write(session =>
    {
        work(session);
        return true;
    });

    /// <summary>
    /// Runs reads. Where a connection breaks they are run again, so they must change nothing but what they return.
    /// </summary>
    /// <param name="work">What to read.</param>
    /// <param name="patience">How long each statement may wait; null for <see cref="Patience"/>.</param>
    /// <exception cref="StorageException">The database cannot do it now; the message says why.</exception>
    public abstract T Read<T>(Func<Session, T> work, TimeSpan? patience = null);

    /// <summary>
    /// Removes what the deleted rows of these tables leave behind, as far as the engine can be told to.
    /// </summary>
    /// <exception cref="StorageException">
    /// <see cref="StorageError.Busy"/>: somebody still reads or locks them, and they are not gone; try again later.
    /// </exception>
    public abstract void Scrub(params IReadOnlyList<string> tables);

    /// <summary>Writes one row as it is: whether a write goes through now.</summary>
    /// <exception cref="StorageException">It does not.</exception>
    public void ProbeWrite() =>
        Write(session => session.Run("UPDATE schema_version SET applied_at = applied_at WHERE version = 1"));

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The name of an engine's error that the surroundings cause; null for a defect of the caller's.</summary>
    internal abstract StorageException? NameOf(DbException e);
}
