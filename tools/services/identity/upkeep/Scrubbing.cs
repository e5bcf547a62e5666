using System.Data.Common;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Deleted values that may not be overwritten yet.</summary>
/// <param name="Since">The time the oldest of them was deleted.</param>
/// <param name="Reason">What prevents them from being overwritten.</param>
public sealed record OwedScrub(DateTimeOffset Since, string Reason);

/// <summary>
/// Overwrites what deletions leave behind. A scrub is owed from the deletion's transaction on, even across a restart, and tried
/// until it succeeds: a reader or a lock must neither make a deletion fail nor cause the scrub to be forgotten.
/// </summary>
sealed class Scrubbing(Database database)
{
    static readonly string[] SecretTables = ["templates", "tokens", "endings"];

    readonly Lock _lock = new();
    volatile OwedScrub? _owed;

    /// <summary>What was owed at the last try; null if nothing.</summary>
    public OwedScrub? Owed => _owed;

    /// <summary>Records in the deletion's transaction that it leaves something behind.</summary>
    public static void Owe(Session session, DateTimeOffset now) =>
        session.Run("INSERT INTO scrubs_owed(since) VALUES(@now)", ("now", now.ToUnixTimeMilliseconds()));

    /// <summary>Tries to do what is owed; true if nothing is owed any more.</summary>
    public bool Try()
    {
        lock (_lock)
        {
            var since = DateTimeOffset.UnixEpoch;
            try
            {
                var owed = database.Read(session => session.Rows("SELECT max(id), min(since) FROM scrubs_owed",
                    row => row.IsDBNull(0) ? ((long Last, long Since)?)null : (row.GetInt64(0), row.GetInt64(1))).Single());
                if (owed is { } some)
                {
                    since = DateTimeOffset.FromUnixTimeMilliseconds(some.Since);
                    database.Scrub(SecretTables);
                    database.Write(session => session.Run("DELETE FROM scrubs_owed WHERE id <= @last", ("last", some.Last)));
                }

                _owed = null;
            }
            catch (Exception e) when (e is StorageException or DbException)
            {
                _owed = new OwedScrub(_owed is { } known && since == DateTimeOffset.UnixEpoch ? known.Since : since, e.Message);
            }

            return _owed is null;
        }
    }
}
