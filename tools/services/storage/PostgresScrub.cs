using System.Diagnostics;
using Npgsql;

namespace Pedestal.Storage;

/// <summary>
/// Frees the dead rows of tables. VACUUM keeps rows that an older snapshot may still see, such as a backup's, and skips locked
/// tables, both without an error; this class detects both.
/// </summary>
static class PostgresScrub
{
    const int VacuumSeconds = 600;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // One statement, because an age counts from the newest transaction, and other transactions start all the time.
    const string OlderSnapshots = """
        SELECT count(*) FROM (
            SELECT backend_xmin FROM pg_stat_activity
                WHERE pid <> pg_backend_pid() AND (datname = current_database() OR datname IS NULL)
            UNION ALL SELECT xmin FROM pg_replication_slots
            UNION ALL SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()) AS others(held)
        WHERE age(held) > age(@here::xid)
        """;

    public static void Run(NpgsqlConnection connection, IReadOnlyList<string> tables, string name)
    {
        var session = new Session(connection);
        WaitForSnapshots(session, name);
        string? passedOver = null;
        NoticeEventHandler note = (_, e) =>
            passedOver = e.Notice.InvariantSeverity == "WARNING" ? e.Notice.SqlState : passedOver;
        connection.Notice += note;
        try
        {
            new Session(connection, transaction: null, TimeSpan.FromSeconds(VacuumSeconds))
                .Run("VACUUM (SKIP_LOCKED) " + string.Join(", ", tables));
        }
        finally
        {
            connection.Notice -= note;
        }

        if (passedOver is not null)
        {
            throw new StorageException(StorageError.Busy,
                $"What was deleted is still in {name}, because a table is locked by another session or belongs to another user (SQLSTATE "
                + $"{passedOver}). End that session, or use the table's owner.");
        }
    }

    // Every deletion so far is older than this transaction. Other short transactions end in a moment.
    static void WaitForSnapshots(Session session, string name)
    {
        var started = Stopwatch.GetTimestamp();
        var here = session.Value("SELECT pg_current_xact_id()::xid::text") as string;
        while (session.Number(OlderSnapshots, ("here", here)) > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > Database.Patience)
            {
                throw new StorageException(StorageError.Busy,
                    $"What was deleted is still in {name}, because an older transaction may still read it (a backup, a session left "
                    + "open, a replication slot). End it.");
            }

            Thread.Sleep(Pause);
        }
    }
}
