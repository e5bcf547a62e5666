using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>
/// Which palms were used on which day, in memory until the next <see cref="Save"/>, so that no entry waits for it. Each palm is
/// recorded once a day; what a killed process did not save is recorded with the palm's next use.
/// </summary>
sealed class UseNotes
{
    /// <summary>Uses kept while the database accepts none; hardly any gallery is larger.</summary>
    const int Capacity = 1_000_000;

    readonly Lock _lock = new();
    readonly HashSet<long> _noted = [];
    Dictionary<long, long> _pending = [];
    long _day = long.MinValue;

    /// <summary>Records that a palm is in use on a day.</summary>
    public void Note(long palm, long day)
    {
        lock (_lock)
        {
            if (day != _day)
            {
                _noted.Clear();
                _day = day;
            }

            if (_noted.Count < Capacity && _noted.Add(palm))
            {
                _pending[palm] = day;
            }
        }
    }

    /// <summary>Saves the records; after a fault they are kept for the next time.</summary>
    /// <exception cref="StorageException">The database accepts no writes now.</exception>
    public void Save(Database database)
    {
        Dictionary<long, long> saving;
        lock (_lock)
        {
            if (_pending.Count == 0)
            {
                return;
            }

            (saving, _pending) = (_pending, []);
        }

        try
        {
            database.Write(session =>
            {
                foreach (var (palm, day) in saving)
                {
                    session.Run(
                        """
                        UPDATE persons SET used_on = @day
                        WHERE id = (SELECT person FROM palms WHERE id = @palm) AND used_on < @day
                        """,
                        ("palm", palm), ("day", day));
                }
            });
        }
        catch
        {
            lock (_lock)
            {
                foreach (var (palm, day) in saving)
                {
                    _pending.TryAdd(palm, day);
                }
            }

            throw;
        }
    }
}
