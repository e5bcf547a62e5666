using Microsoft.Data.Sqlite;

namespace Pedestal.Storage.Tests;

/// <summary>The engines whose behaviour must be the same.</summary>
public enum DatabaseEngine
{
    Sqlite,
    Postgres,
}

/// <summary>A new, empty database and a folder of one test's own.</summary>
public sealed class TestDatabase : IDisposable
{
    public TestDatabase(DatabaseEngine engine)
    {
        Folder = Directory.CreateTempSubdirectory("store-");
        Source = engine == DatabaseEngine.Sqlite ? File("store.db") : PostgresServer.NewDatabase();
    }

    public DirectoryInfo Folder { get; }

    /// <summary>What to open.</summary>
    public string Source { get; }

    public string File(string name) => Path.Combine(Folder.FullName, name);

    /// <summary>Runs SQL behind the store's back.</summary>
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

    public void Dispose() => Folder.Delete(recursive: true);
}
