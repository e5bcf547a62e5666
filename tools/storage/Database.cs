namespace Pedestal.Storage;

/// <summary>
/// A component's database, SQLite or PostgreSQL: durable transactions, one writer at a time. Safe for concurrent
/// callers.
/// </summary>
public abstract class Database : IDisposable
{
    const string PostgresPrefix = "postgresql:";

    /// <summary>Folder of this engine's migrations among the resources.</summary>
    internal abstract string Dialect { get; }

    /// <summary>What error messages call this database; without a password.</summary>
    public abstract string Name { get; }

    /// <summary>Opens a database and brings its tables up to date.</summary>
    /// <param name="source">
    /// A file for SQLite, made when absent, or "postgresql:" and a connection string, as in
    /// <c>postgresql:Host=db;Database=identity;Username=matcher;Password=...</c>.
    /// </param>
    /// <param name="component">Whose tables it holds.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static Database Open(string source, Component component)
    {
        Database database = IsServer(source)
            ? new PostgresDatabase(source[PostgresPrefix.Length..], component.Name)
            : new SqliteDatabase(source);
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
    public static bool IsServer(string source) => source.StartsWith(PostgresPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs the work in one durable write transaction; an exception undoes all of it.</summary>
    public abstract T Write<T>(Func<Session, T> work);

    /// <summary>Runs the work in one durable write transaction; an exception undoes all of it.</summary>
    public void Write(Action<Session> work) => Write(session =>
    {
        work(session);
        return true;
    });

    /// <summary>Runs reads.</summary>
    public abstract T Read<T>(Func<Session, T> work);

    /// <summary>
    /// Removes what the deleted rows of these tables leave behind, as far as the engine can be told to.
    /// </summary>
    public abstract void Scrub(params IReadOnlyList<string> tables);

    /// <inheritdoc/>
    public abstract void Dispose();
}
