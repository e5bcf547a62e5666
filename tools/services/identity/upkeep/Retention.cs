using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// Deletes persons who have not used a palm for the given number of days, by the trusted time. When many are due at once, it
/// waits for a person's approval: the cause may be a wrong clock or setting, and deletions cannot be undone.
/// </summary>
sealed class Retention(Database database, StoreKey key, TrustedTime time)
{
    /// <summary>
    /// This share may be deleted on one day without approval, and at least <see cref="SmallestLimit"/> persons.
    /// </summary>
    const int LimitShare = 10;

    const int SmallestLimit = 5;

    volatile Hold? _hold;

    /// <summary>The held deletions as of the last check; null if there are none.</summary>
    public Hold? Hold => _hold;

    /// <summary>
    /// Deletes some of those due, the longest unused first; none while many are due and nobody has approved it.
    /// </summary>
    /// <param name="days">Days that unused palms are kept.</param>
    /// <param name="atMost">The largest number of persons deleted at once.</param>
    /// <param name="leaving">Called with the palms before they are deleted.</param>
    public IReadOnlyList<Deletion> DeleteSome(int days, int atMost, Action<IReadOnlyList<long>> leaving)
    {
        var lastDay = Day.Of(time.GetUtcNow()) - days;
        var (due, palms) = database.Read(session => Look(session, lastDay, days, atMost));
        if (_hold is not null || due.Count == 0)
        {
            return [];
        }

        leaving(palms);
        return database.Write(session =>
        {
            var now = time.GetUtcNow();
            Scrubbing.Owe(session, now);
            return due.Select(person => PalmDeletion.Delete(session, key, person, DeletionReason.Retention, now))
                .OfType<Deletion>().ToList();
        });
    }

    /// <summary>Approves the deletion of everyone due now.</summary>
    public void Approve(int days)
    {
        var now = time.GetUtcNow();
        var lastDay = Day.Of(now) - days;
        database.Write(session =>
        {
            var persons = session.Number("SELECT count(*) FROM persons WHERE used_on <= @day", ("day", lastDay));
            Marks.Set(session, Marks.RetentionApproved, lastDay);
            AuditLog.Append(session, now, "retention approved", new { persons, days });
        });
        _hold = null;
    }

    (List<long> Due, List<long> Palms) Look(Session session, long lastDay, int days, int atMost)
    {
        var approved = Marks.Get(session, Marks.RetentionApproved) ?? long.MinValue;
        var (persons, unapproved) = session.Rows(
            "SELECT count(*), count(CASE WHEN used_on <= @day AND used_on > @approved THEN 1 END) FROM persons",
            row => (row.GetInt64(0), row.GetInt64(1)), ("day", lastDay), ("approved", approved)).Single();
        _hold = unapproved <= Math.Max(SmallestLimit, persons / LimitShare)
            ? null
            : new Hold(HoldKind.Retention,
                $"{unapproved} of {persons} persons have not used a palm for {days} days and are due to be deleted, which is more than one day's share. "
                + "Nobody is deleted until a person approves it; check the clock and RetentionDays first.");
        if (_hold is not null)
        {
            return ([], []);
        }

        var due = session.Rows("SELECT id FROM persons WHERE used_on <= @day ORDER BY used_on, id LIMIT @most",
            row => row.GetInt64(0), ("day", lastDay), ("most", atMost));
        return (due, due.SelectMany(person => session.Rows(
            "SELECT id FROM palms WHERE person = @person", row => row.GetInt64(0), ("person", person))).ToList());
    }
}
