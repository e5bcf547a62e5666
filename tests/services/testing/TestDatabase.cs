using Microsoft.Data.Sqlite;
using Pedestal.Storage;

namespace Pedestal.Testing;

/// <summary>The engines whose behaviour must be the same.</summary>
public enum DatabaseEngine
{
    /// <summary>SQLite, in the process and in a file.</summary>
    Sqlite,

    /// <summary>PostgreSQL, a server.</summary>
    Postgres,
}

/// <summary>An empty database and a folder for one test.</summary>
public sealed class TestDatabase : IDisposable
{
    /// <summary>Creates it; the test is skipped where the engine is not installed.</summary>
    public TestDatabase(DatabaseEngine engine)
    {
        Folder = Directory.CreateTempSubdirectory("store-");
        Source = engine == DatabaseEngine.Sqlite ? File("store.db") : PostgresServer.NewDatabase();
    }

    /// <summary>The folder, removed on disposal.</summary>
    public DirectoryInfo Folder { get; }

    /// <summary>The address to open.</summary>
    public string Source { get; }

    /// <summary>The path of a file in the folder.</summary>
    public string File(string name) => Path.Combine(Folder.FullName, name);

    /// <summary>Runs SQL past the store.</summary>
    public void Execute(string sql)
    {
        if (Database.IsServer(Source))
        {
            PostgresServer.Execute(Source, sql);
            return;
        }

        using var connection = new SqliteConnection($"Data Source={Source};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => Folder.Delete(recursive: true);
}
