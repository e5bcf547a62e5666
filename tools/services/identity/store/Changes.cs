using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Something that is stored has changed; what it is now is read from where it is stored.</summary>
/// <param name="Number">Its place in the order of changes.</param>
/// <param name="Person">Whose palm, token or place on a guest list; null: the events.</param>
/// <param name="Palm">The palm that was added, replaced or deleted; null: the person's palms are as they were.</param>
public sealed record Change(long Number, long? Person, long? Palm);

/// <summary>
/// Everything that galleries depend on, in order, whoever changed it: this matcher or another one on the same database. The database's
/// triggers write it, so that no way of changing a palm can forget to.
/// </summary>
public sealed class Changes
{
    /// <summary>How many are kept for whoever is behind.</summary>
    public const int Kept = 100_000;

    const string Channel = "pedestal_changes";

    readonly Database _database;

    internal Changes(Database database) => _database = database;

    /// <summary>The number of the last change; 0 before the first.</summary>
    public long Last => _database.Read(LastOf);

    /// <summary>Whether others may change what is stored.</summary>
    public bool MayComeFromOthers => _database.IsShared;

    /// <summary>The changes after one, oldest first; null when some of them are kept no more.</summary>
    public IReadOnlyList<Change>? After(long number, int most) => _database.Read(session =>
        Forgotten(session) > number ? null : session.Rows(
            "SELECT number, person, palm FROM changes WHERE number > @after ORDER BY number LIMIT @most",
            row => new Change(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2)),
            ("after", number), ("most", most)));

    /// <summary>Forgets all but the last ones; call it periodically.</summary>
    public void Trim()
    {
        var last = Last - Kept;
        if (last > _database.Read(Forgotten))
        {
            _database.Write(session =>
            {
                session.Run("DELETE FROM changes WHERE number <= @last", ("last", last));
                Marks.Set(session, Marks.ChangesForgotten, last);
            });
        }
    }

    /// <summary>
    /// Calls whenever somebody has changed something, until stopped; the calls are hints only, and may be lost.
    /// </summary>
    public Task ListenAsync(Action heard, CancellationToken stop) => _database.ListenAsync(Channel, heard, stop);

    /// <summary>The number of the last change within a transaction.</summary>
    internal static long LastOf(Session session) =>
        Math.Max(session.Number("SELECT max(number) FROM changes"), Forgotten(session));

    static long Forgotten(Session session) => Marks.Get(session, Marks.ChangesForgotten) ?? 0;
}
