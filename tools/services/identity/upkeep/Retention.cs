using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// Deletes those who have not used a palm for so many days, by the trusted time. Many at once are not deleted but wait for a
/// person: they may as well come from a wrong clock or a wrong setting, and what is deleted does not come back.
/// </summary>
sealed class Retention(Database database, StoreKey key, TrustedTime time)
{
    /// <summary>So many go on one day without a word, and at least <see cref="SmallestLimit"/>.</summary>
    const int LimitShare = 10;

    const int SmallestLimit = 5;

    volatile Hold? _hold;

    /// <summary>The deletions that wait, as of the last look; null for none.</summary>
    public Hold? Hold => _hold;

    /// <summary>Deletes some of those due, the longest unused first; none while many are due and nobody has approved it.</summary>
    /// <param name="days">Days that palms are kept unused.</param>
    /// <param name="atMost">How many go at once.</param>
    /// <param name="leaving">Told the palms before they are deleted.</param>
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

    /// <summary>A person approves that everyone due now is deleted.</summary>
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
                $"{unapproved} of {persons} persons were not seen for {days} days and are due to be deleted, more than a day's share. "
                + "Nobody is deleted until a person approves it; see whether the clock and RetentionDays are right.");
        if (_hold is not null)
        {
            return ([], []);
        }

        var due = session.Rows("SELECT id FROM persons WHERE used_on <= @day ORDER BY used_on, id LIMIT @most",
            row => row.GetInt64(0), ("day", lastDay), ("most", atMost));
        return (due, due.SelectMany(person => Persons.PalmsOf(session, person)).ToList());
    }
}
