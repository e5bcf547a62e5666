using Microsoft.Data.Sqlite;

namespace Pedestal.Identity;

/// <summary>The palm store's SQLite file: how it is opened, its tables, and statements with parameters.</summary>
static class PalmDatabase
{
    const int SchemaVersion = 1;
    const int SqliteNotADatabase = 26;
    const string KeyCheckOwner = "key-check";

    // Ids are never reused (AUTOINCREMENT): what was sealed for a deleted person can belong to nobody else.
    const string Schema = """
        CREATE TABLE key_check(sealed BLOB NOT NULL);
        CREATE TABLE persons(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            enrolled_at TEXT NOT NULL,
            consent_version INTEGER NOT NULL);
        CREATE TABLE palms(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person INTEGER NOT NULL REFERENCES persons(id) ON DELETE CASCADE,
            side INTEGER NOT NULL,
            UNIQUE(person, side));
        CREATE TABLE templates(
            palm INTEGER NOT NULL REFERENCES palms(id) ON DELETE CASCADE,
            sample INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY(palm, sample)) WITHOUT ROWID;
        CREATE TABLE tokens(
            person INTEGER NOT NULL REFERENCES persons(id) ON DELETE CASCADE,
            party TEXT NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY(person, party)) WITHOUT ROWID;
        CREATE TABLE gallery(
            event TEXT NOT NULL,
            palm INTEGER NOT NULL REFERENCES palms(id) ON DELETE CASCADE,
            PRIMARY KEY(event, palm)) WITHOUT ROWID;
        CREATE INDEX gallery_palm ON gallery(palm);
        """;

    /// <summary>Opens the file, creates the tables if it is new, and checks that the key belongs to it.</summary>
    public static SqliteConnection Open(string file, StoreKey key)
    {
        // No pooling: a closed store leaves its files free to be moved or backed up.
        var source = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        var connection = new SqliteConnection(source.ToString());
        try
        {
            connection.Open();

            // FULL: an enrolment that was confirmed survives a power failure. secure_delete: deleted means overwritten.
            connection.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                + "PRAGMA secure_delete=ON;");
            Prepare(connection, file, key);
            return connection;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteNotADatabase)
        {
            connection.Dispose();
            throw new PalmStoreException(PalmStoreError.NotADatabase,
                $"{file} is not an SQLite database. Name another file or restore it from backup.", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement that returns nothing.</summary>
    public static void Run(this SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.Prepare(sql, values);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement that returns one whole number.</summary>
    public static long Number(this SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.Prepare(sql, values);
        return Convert.ToInt64(command.ExecuteScalar());
    }

    /// <summary>Makes a command with its parameters.</summary>
    public static SqliteCommand Prepare(
        this SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    static void Prepare(SqliteConnection connection, string file, StoreKey key)
    {
        var version = connection.Number("PRAGMA user_version");
        if (version == 0)
        {
            using var transaction = connection.BeginTransaction();
            connection.Run(Schema);
            connection.Run("INSERT INTO key_check VALUES($sealed)", ("$sealed", key.Seal([], KeyCheckOwner)));
            connection.Run($"PRAGMA user_version={SchemaVersion}");
            transaction.Commit();
        }
        else if (version != SchemaVersion)
        {
            throw new PalmStoreException(PalmStoreError.UnknownSchema,
                $"{file} has tables of version {version}; this program knows version {SchemaVersion}. "
                + "Use the program that made it or name another file.");
        }

        using var check = connection.Prepare("SELECT sealed FROM key_check");
        if (check.ExecuteScalar() is not byte[] blob || !key.TryOpen(blob, KeyCheckOwner, out _))
        {
            throw new PalmStoreException(PalmStoreError.WrongKey,
                $"The store key does not belong to {file}. Put back the key file the database was made with.");
        }
    }
}
