using Pedestal.Engine;

namespace Pedestal.Identity;

/// <summary>
/// The palms in memory: everybody's, and each event's guests'. Only one change at a time; the caller sees to that. Searches may
/// go on.
/// </summary>
sealed class PalmMemory(PalmStore store, double falseAcceptRate)
{
    const int PalmsAtOnce = 5_000;

    long _loadedTo;
    volatile IReadOnlyList<UnusableRecord> _unusable = [];

    /// <summary>Everybody's palms.</summary>
    public Population Population { get; } = new(new Gallery(falseAcceptRate, isCompact: true));

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
        if (store.Templates.ReadPage(_loadedTo, PalmsAtOnce) is not var (stored, last))
        {
            Population.Complete();
            return;
        }

        Population.Add(stored.Templates);
        Population.Remove(leaving());
        Note(stored.Unusable);
        _loadedTo = last;
    }

    /// <summary>Takes a person's palms from the store into the galleries of the events whose guest the person is.</summary>
    public void Refresh(long person)
    {
        foreach (var known in Schedule.Events)
        {
            Refresh(person, known);
        }
    }

    /// <summary>Takes a person's palms from the store into an event's gallery, if it is loaded, or out of it.</summary>
    public void Refresh(long person, PartyEvent show)
    {
        if (Galleries.Find(show) is not { } gallery)
        {
            return;
        }

        var stored = store.Templates.ReadGuest(show, person);
        foreach (var palm in store.Persons.PalmsOf(person))
        {
            gallery.Remove(palm.Palm);
        }

        gallery.Add(stored.Templates);
        Note(stored.Unusable);
    }

    /// <summary>The same, and into the population.</summary>
    public void RefreshEverywhere(long person)
    {
        // While everybody is being loaded, they come from the store anyway.
        if (Population.IsLoaded)
        {
            Population.Remove(store.Persons.PalmsOf(person).Select(palm => palm.Palm));
            Population.Add(store.Templates.ReadPerson(person).Templates);
        }

        Refresh(person);
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
