using System.Data.Common;
using Npgsql;

namespace Pedestal.Storage;

/// <summary>
/// PostgreSQL's SqlStates (its documentation, appendix A) as named faults. Messages decide nothing: the server writes them in
/// its own language.
/// </summary>
static class PostgresErrors
{
    public static StorageException? NameOf(DbException e, string name) => e switch
    {
        PostgresException server => OfServer(server, name),
        NpgsqlException { InnerException: TimeoutException } => new StorageException(
            StorageError.Unreachable, $"{name} does not answer. See whether the server and the network to it are up.", e),
        NpgsqlException => new StorageException(StorageError.Unreachable,
            $"{name} cannot be reached: {e.Message}. See whether the server and the network to it are up.", e),
        _ => null,
    };

    /// <summary>Whether the connection is of no use any more, and another may be.</summary>
    public static bool IsConnectionLost(NpgsqlException e) => e is PostgresException server
        ? server.SqlState.StartsWith("08", StringComparison.Ordinal) || server.SqlState is "57P01" or "57P02" or "57P05"
        : e.InnerException is not TimeoutException;

    static StorageException? OfServer(PostgresException e, string name)
    {
        var state = e.SqlState;
        return state switch
        {
            "53100" => Named(StorageError.Full, "has no space left on its disk. Free some, then try again"),
            "25006" => Named(StorageError.ReadOnly, "takes no writes: it is a standby or set to read-only. Name the primary"),
            "42501" => Named(StorageError.ReadOnly, "gives this user no right to do that. Grant it the rights on the database"),
            "55P03" or "57014" or "40001" or "40P01" => Named(
                StorageError.Busy, "is locked by another session for too long. End that session, then try again"),
            "3D000" => Named(StorageError.Unreachable, "does not exist on that server. Create it (createdb), then try again"),
            "08P01" => Named(StorageError.Unreachable,
                "is behind a proxy that refuses the connection. Take start-up options and unusual parameters out of its address"),
            _ when IsClass("28") => Named(StorageError.Unreachable, "refuses the log-in. See user name, password and pg_hba.conf"),
            _ when IsClass("53") => Named(StorageError.Unreachable, "has no connection or memory left. Give it more, or use less"),
            _ when IsClass("08") || IsClass("57") => Named(
                StorageError.Unreachable, "is starting up, shutting down or dropped the connection. Try again in a moment"),
            _ when IsClass("58") || IsClass("XX") || IsClass("F0") => Named(
                StorageError.Damaged, "cannot read or write its files. Its own log says why"),
            _ => null,
        };

        bool IsClass(string prefix) => state.StartsWith(prefix, StringComparison.Ordinal);
        StorageException Named(StorageError error, string what) => new(error, $"{name} {what} (SQLSTATE {state}).", e);
    }
}
