using Pedestal.Engine;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Keeps the store and the event's gallery in step: what is deleted from one never remains in the other.</summary>
public sealed class PalmRegister(PalmStore store, Gallery gallery)
{
    readonly Lock _change = new();
    readonly Dictionary<long, DeletionReason> _unfinished = [];
    volatile string? _event;
    volatile IReadOnlyList<UnusableRecord> _unusable = [];

    /// <summary>The stored palms.</summary>
    public PalmStore Store => store;

    /// <summary>The event's palms in memory.</summary>
    public Gallery Gallery => gallery;

    /// <summary>Whether an event's palms are loaded.</summary>
    public bool IsLoaded => _event is not null;

    /// <summary>Records of the event that cannot be used; all others are.</summary>
    public IReadOnlyList<UnusableRecord> Unusable => _unusable;

    /// <summary>Deletions that the store has not accepted yet; their palms are no longer recognised.</summary>
    public int UnfinishedDeletions => Unfinished().Count;

    /// <summary>Fills the gallery with an event's usable palms.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public void Load(string eventName)
    {
        lock (_change)
        {
            var stored = store.ReadGallery(eventName);
            gallery.Load(stored.Templates);
            foreach (var person in Unfinished())
            {
                Remove(store.PalmsOf(person.Key));
            }

            (_event, _unusable) = (eventName, stored.Unusable);
        }
    }

    /// <summary>Stores an enrolment and adds its palms to the gallery.</summary>
    /// <exception cref="PalmStoreException">There is no consent, or the token is no longer reserved.</exception>
    public void Enrol(Enrolment enrolment)
    {
        lock (_change)
        {
            var enrolled = store.Enrol(enrolment);
            foreach (var sample in enrolment.Samples)
            {
                gallery.Add(enrolled.Palms[sample.Side], sample.Template);
            }
        }
    }

    /// <summary>
    /// Deletes the person behind a token's digest; see <see cref="PalmStore.Delete(byte[], DeletionReason)"/>. The palms are no
    /// longer recognised from here on, even if the store fails: then <see cref="FinishDeletions"/> tries again.
    /// </summary>
    public Deletion? Delete(byte[] tokenDigest, DeletionReason reason) =>
        store.PersonOf(tokenDigest) is { } person ? Delete(person, reason) : store.Delete(tokenDigest, reason);

    /// <summary>Deletes a person by number, as given by operators; null if the person never existed.</summary>
    public Deletion? DeletePerson(long person, DeletionReason reason) =>
        Delete(person, reason) ?? (store.FindProof(person) is { } proof ? new Deletion(proof, []) : null);

    /// <summary>Deletes the person a palm belongs to; null if the palm is not enrolled.</summary>
    public Deletion? DeletePersonOf(long palm, DeletionReason reason) =>
        store.PersonOf(palm) is { } person ? Delete(person, reason) : null;

    /// <summary>Retries deletions that the store could not do before; call it periodically.</summary>
    public void FinishDeletions()
    {
        foreach (var (person, reason) in Unfinished())
        {
            Delete(person, reason);
        }
    }

    /// <summary>Deletes persons who have not used a palm for the given number of days. Returns how many were deleted.</summary>
    public int DeleteUnused(int days, int atMost)
    {
        lock (_change)
        {
            return store.DeleteUnused(days, atMost, Remove).Count;
        }
    }

    /// <summary>Ends an event; see <see cref="PalmStore.Purge"/>.</summary>
    public PurgeCertificate Purge(string eventName)
    {
        lock (_change)
        {
            Remove(store.PalmsUnderKeyOf(eventName));
            return store.Purge(eventName);
        }
    }

    // The gallery first: a deleted person is no longer recognised, whatever the store does.
    Deletion? Delete(long person, DeletionReason reason)
    {
        lock (_change)
        {
            Remove(store.PalmsOf(person));
            lock (_unfinished)
            {
                _unfinished[person] = reason;
            }

            var deletion = store.Delete(person, reason);
            _unusable = [.. _unusable.Where(record => record.Person != person)];
            lock (_unfinished)
            {
                _unfinished.Remove(person);
            }

            return deletion;
        }
    }

    List<KeyValuePair<long, DeletionReason>> Unfinished()
    {
        lock (_unfinished)
        {
            return [.. _unfinished];
        }
    }

    void Remove(IReadOnlyList<long> palms)
    {
        foreach (var palm in palms)
        {
            gallery.Remove(palm);
        }
    }
}
