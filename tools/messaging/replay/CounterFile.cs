using Microsoft.Data.Sqlite;

namespace Pedestal.Messaging;

/// <summary>
/// Counters by name in an SQLite file. What was put is there after the process was killed; a power cut may lose the last
/// ones, for which waiting on the disk with every message would be too slow.
/// </summary>
sealed class CounterFile : IDisposable
{
    readonly SqliteConnection _connection;
    readonly SqliteCommand _put;
    readonly SqliteParameter _name;
    readonly SqliteParameter _value;

    internal CounterFile(string file)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 2, Pooling = false };
        _connection = new SqliteConnection(source.ToString());
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            _connection.Open();
            using var tables = _connection.CreateCommand();
            tables.CommandText = """
                PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;
                CREATE TABLE IF NOT EXISTS counters(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
                """;
            tables.ExecuteNonQuery();
            _put = _connection.CreateCommand();
            _put.CommandText = "INSERT INTO counters VALUES(@name, @value) ON CONFLICT(name) DO UPDATE SET value = excluded.value";
            _name = _put.Parameters.Add("@name", SqliteType.Text);
            _value = _put.Parameters.Add("@value", SqliteType.Integer);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    internal Dictionary<string, ulong> Load()
    {
        using var all = _connection.CreateCommand();
        all.CommandText = "SELECT name, value FROM counters";
        using var rows = all.ExecuteReader();
        var counters = new Dictionary<string, ulong>(StringComparer.Ordinal);
        while (rows.Read())
        {
            counters[rows.GetString(0)] = unchecked((ulong)rows.GetInt64(1));
        }

        return counters;
    }

    internal void Put(string name, ulong value)
    {
        _name.Value = name;
        _value.Value = unchecked((long)value);
        _put.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _put.Dispose();
        _connection.Dispose();
    }
}
