using System.Data.Common;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Deleted values that are not known to be overwritten.</summary>
/// <param name="Since">When the oldest of them was deleted.</param>
/// <param name="Reason">What keeps them from being overwritten.</param>
public sealed record OwedScrub(DateTimeOffset Since, string Reason);

/// <summary>
/// Overwrites what deletions leave behind. It is owed from the transaction of the deletion on, also over a restart, and tried
/// until it is done: a reader or a lock in the way must not make a deletion fail, nor let it be forgotten.
/// </summary>
sealed class Scrubbing(Database database)
{
    static readonly string[] SecretTables = ["templates", "tokens", "endings"];

    readonly Lock _lock = new();
    volatile OwedScrub? _owed;

    /// <summary>What is owed as of the last try; null: nothing.</summary>
    public OwedScrub? Owed => _owed;

    /// <summary>Notes in the deletion's transaction that it leaves something behind.</summary>
    public static void Owe(Session session, DateTimeOffset now) =>
        session.Run("INSERT INTO scrubs_owed(since) VALUES(@now)", ("now", now.ToUnixTimeMilliseconds()));

    /// <summary>Does what is owed; whether nothing is owed any more.</summary>
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
