using System.Data.Common;
using Npgsql;

namespace Pedestal.Storage;

/// <summary>
/// Maps PostgreSQL's SQLSTATEs (its documentation, appendix A) to storage faults. Messages are never interpreted: the server
/// writes them in its own language.
/// </summary>
static class PostgresErrors
{
    public static StorageException? NameOf(DbException e, string name) => e switch
    {
        PostgresException server => OfServer(server, name),
        NpgsqlException { InnerException: TimeoutException } => new StorageException(
            StorageError.Unreachable, $"{name} does not respond. Check that the server and the network to it are up.", e),
        NpgsqlException => new StorageException(StorageError.Unreachable,
            $"{name} cannot be reached: {e.Message}. Check that the server and the network to it are up.", e),
        _ => null,
    };

    /// <summary>Whether the connection is unusable and another one may work.</summary>
    public static bool IsConnectionLost(NpgsqlException e) => e is PostgresException server
        ? server.SqlState.StartsWith("08", StringComparison.Ordinal) || server.SqlState is "57P01" or "57P02" or "57P05"
        : !IsSilence(e);

    /// <summary>Whether the server did not respond in time.</summary>
    public static bool IsSilence(NpgsqlException e) => e.InnerException is TimeoutException;

    static StorageException? OfServer(PostgresException e, string name)
    {
        var state = e.SqlState;
        return state switch
        {
            "53100" => Named(StorageError.Full, "has no space left on its disk. Free some, then try again"),
            "25006" => Named(StorageError.ReadOnly, "accepts no writes: it is a standby or set to read-only. Use the primary's address"),
            "42501" => Named(StorageError.ReadOnly, "does not permit this user to do that. Grant the user the rights on the database"),
            "55P03" or "57014" or "40001" or "40P01" => Named(
                StorageError.Busy, "has been locked by another session for too long. End that session, then try again"),
            "25P03" => Named(
                StorageError.Busy, "ended a transaction in which this process stood still for too long. See what stops it"),
            "3D000" => Named(StorageError.Unreachable, "does not exist on that server. Create it (createdb), then try again"),
            "08P01" => Named(StorageError.Unreachable,
                "is behind a proxy that refuses the connection. Remove start-up options and unusual parameters from the address"),
            _ when IsClass("28") => Named(StorageError.Unreachable, "refuses the login. Check user name, password and pg_hba.conf"),
            _ when IsClass("53") => Named(StorageError.Unreachable, "has no connections or memory left. Give it more, or use less"),
            _ when IsClass("08") || IsClass("57") => Named(
                StorageError.Unreachable, "is starting up, shutting down or has dropped the connection. Try again in a moment"),
            _ when IsClass("58") || IsClass("XX") || IsClass("F0") => Named(
                StorageError.Damaged, "cannot read or write its files. The server's log says why"),
            _ => null,
        };

        bool IsClass(string prefix) => state.StartsWith(prefix, StringComparison.Ordinal);
        StorageException Named(StorageError error, string fault) => new(error, $"{name} {fault} (SQLSTATE {state}).", e);
    }
}
