using Pedestal.Engine;

namespace Pedestal.Identity;

/// <summary>
/// The palms in memory: everybody's, and each event's guests'. Only one change at a time; the caller sees to that. Searches may
/// go on.
/// </summary>
sealed class PalmMemory(PalmStore store, double falseAcceptRate, Shard shard)
{
    readonly ChangeCursor _cursor = new(store.Changes);
    volatile IReadOnlyList<UnusableRecord> _unusable = [];

    /// <summary>Everybody's palms, or the shard that is here.</summary>
    public Population Population { get; } = new(store, shard, falseAcceptRate);

    /// <summary>The guests' palms of each event.</summary>
    public EventGalleries Galleries { get; } = new();

    /// <summary>Which event is where and when.</summary>
    public Schedule Schedule { get; } = new();

    /// <summary>Stored records that cannot be used.</summary>
    public IReadOnlyList<UnusableRecord> Unusable => _unusable;

    /// <summary>Loads the galleries of events that open soon and drops those of events that are over.</summary>
    /// <param name="leaving">The palms that are to be recognised no more, although they are still stored.</param>
    public void FollowSchedule(Func<IEnumerable<long>> leaving)
    {
        // What changes from here on is followed, whether it is read here too or not.
        _cursor.Begin();
        var now = store.Time.GetUtcNow();
        Schedule.Set(store.Guests.Events());
        var wanted = Schedule.Events.Where(known => known.IsWantedAt(now, EventGalleries.LoadedBefore)).ToList();
        Galleries.Keep(wanted);
        foreach (var missing in wanted.Where(known => Galleries.Find(known) is null))
        {
            var stored = store.Templates.ReadGuests(missing);
            var gallery = new Gallery(falseAcceptRate);
            gallery.Load(stored.Templates);
            foreach (var palm in leaving())
            {
                gallery.Remove(palm);
            }

            Note(stored.Unusable);
            Galleries.Add(missing, gallery);
        }
    }

    /// <summary>Loads some more of everybody's palms.</summary>
    /// <param name="leaving">The palms that are to be recognised no more, although they are still stored.</param>
    public void LoadSome(Func<IEnumerable<long>> leaving)
    {
        _cursor.Begin();
        Note(Population.LoadSome());
        Population.Remove(leaving());
    }

    /// <summary>The number of the change up to which it is in step with the store.</summary>
    public long Followed => _cursor.Followed;

    /// <summary>Takes over what has changed in the store, whoever changed it.</summary>
    /// <param name="leaving">The palms that are to be recognised no more, although they are still stored.</param>
    public void Follow(Func<IEnumerable<long>> leaving)
    {
        if (_cursor.Begin())
        {
            FollowSchedule(leaving);
        }
        else
        {
            _cursor.Follow(changes => TakeOver(changes, leaving), () => StartOver(leaving));
        }
    }

    void TakeOver(IReadOnlyList<Change> changes, Func<IEnumerable<long>> leaving)
    {
        if (changes.Any(change => change.Person is null))
        {
            FollowSchedule(leaving);
        }

        foreach (var person in changes.Where(change => change.Person is not null).GroupBy(change => change.Person!.Value))
        {
            Refresh(person.Key, [.. person.Select(change => change.Palm).OfType<long>().Distinct()]);
        }

        Remove(leaving());
    }

    // Too far behind: as after a start, but what is in the galleries stays until it is replaced.
    void StartOver(Func<IEnumerable<long>> leaving)
    {
        Population.StartOver();
        Galleries.Keep([]);
        FollowSchedule(leaving);
    }

    void Refresh(long person, IReadOnlyList<long> changed)
    {
        if (changed.Count > 0 && !Population.Refresh(person, changed))
        {
            Forget(person);
        }

        foreach (var (show, gallery) in Schedule.Events.Select(known => (known, Galleries.Find(known))))
        {
            if (gallery is not null)
            {
                Refresh(person, changed, show, gallery);
            }
        }
    }

    void Refresh(long person, IReadOnlyList<long> changed, PartyEvent show, Gallery gallery)
    {
        var stored = store.Templates.ReadGuest(show, person);
        foreach (var palm in store.Persons.PalmsOf(person).Select(palm => palm.Palm).Union(changed))
        {
            gallery.Remove(palm);
        }

        gallery.Add(stored.Templates);
        Note(stored.Unusable);
    }

    /// <summary>Removes palms from everywhere.</summary>
    public void Remove(IEnumerable<long> palms)
    {
        var leaving = palms.ToList();
        Galleries.Remove(leaving);
        Population.Remove(leaving);
    }

    /// <summary>Forgets the records of a person who is deleted.</summary>
    public void Forget(long person) => _unusable = [.. _unusable.Where(record => record.Person != person)];

    void Note(IReadOnlyList<UnusableRecord> found) =>
        _unusable = found.Count == 0 ? _unusable : [.. _unusable.Concat(found).Distinct()];
}
