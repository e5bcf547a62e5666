using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Pedestal.Storage;

/// <summary>A PostgreSQL database behind a pool of connections.</summary>
sealed class PostgresDatabase : Database
{
    readonly NpgsqlDataSource _source;
    readonly long _writer;

    public PostgresDatabase(string connectionString, string component)
    {
        _writer = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(component)));
        try
        {
            var source = new NpgsqlConnectionStringBuilder(connectionString);

            // What was confirmed survives a power cut, whatever the server's default.
            source.Options = $"{source.Options} -c synchronous_commit=on".Trim();
            Name = $"PostgreSQL database {source.Database} at {source.Host}";
            _source = NpgsqlDataSource.Create(source);
        }
        catch (ArgumentException e)
        {
            // The parser's message names the keyword, never the password.
            throw new StorageException(
                StorageError.Unreachable, $"The PostgreSQL connection string cannot be used: {e.Message}", e);
        }
    }

    public override string Name { get; }

    internal override string Dialect => "postgresql";

    // As in SQLite there is one writer at a time, so that no transaction sees another's half and none has to be
    // retried.
    public override T Write<T>(Func<Session, T> work)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        var session = new Session(connection, transaction);
        session.Run("SELECT pg_advisory_xact_lock(@writer)", ("writer", _writer));
        var result = work(session);
        transaction.Commit();
        return result;
    }

    public override T Read<T>(Func<Session, T> work)
    {
        using var connection = Open();
        return work(new Session(connection));
    }

    // Dead rows hold sealed bytes only; vacuum frees them, and the server's own log ages out.
    public override void Scrub(params IReadOnlyList<string> tables) =>
        Read(session => session.Run("VACUUM " + string.Join(", ", tables)));

    public override void Dispose() => _source.Dispose();

    NpgsqlConnection Open()
    {
        try
        {
            return _source.OpenConnection();
        }
        catch (NpgsqlException e)
        {
            throw new StorageException(StorageError.Unreachable, $"{Name} cannot be reached: {e.Message}", e);
        }
    }
}
