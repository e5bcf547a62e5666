using Pedestal.Engine;
using Pedestal.Matching;

namespace Pedestal.Identity;

/// <summary>
/// Keeps the store and the event's gallery in step: what is deleted in one is never left in the other.
/// </summary>
public sealed class PalmRegister(PalmStore store, Gallery gallery)
{
    readonly Lock _change = new();
    string? _event;

    /// <summary>The palms at rest.</summary>
    public PalmStore Store => store;

    /// <summary>The event's palms in memory.</summary>
    public Gallery Gallery => gallery;

    /// <summary>Whether an event's palms are loaded.</summary>
    public bool IsLoaded
    {
        get
        {
            lock (_change)
            {
                return _event is not null;
            }
        }
    }

    /// <summary>Fills the gallery with the palms of an event.</summary>
    /// <exception cref="PalmStoreException">A template was altered or is of an unknown version.</exception>
    public void Load(string eventName)
    {
        lock (_change)
        {
            gallery.Load(store.LoadGallery(eventName));
            _event = eventName;
        }
    }

    /// <summary>Stores an enrolment; then its palms are found.</summary>
    /// <exception cref="PalmStoreException">There is no consent, or the token is not reserved any more.</exception>
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
    /// Deletes the person behind a token's digest; see <see cref="PalmStore.Delete(byte[], DeletionReason)"/>.
    /// </summary>
    public Deletion? Delete(byte[] tokenDigest, DeletionReason reason)
    {
        lock (_change)
        {
            var deletion = store.Delete(tokenDigest, reason);
            Remove(deletion?.Palms ?? []);
            return deletion;
        }
    }

    /// <summary>Deletes the person a palm belongs to; null if the palm is not enrolled.</summary>
    public Deletion? DeletePersonOf(long palm, DeletionReason reason)
    {
        lock (_change)
        {
            var deletion = store.PersonOf(palm) is { } person ? store.Delete(person, reason) : null;
            Remove(deletion?.Palms ?? []);
            return deletion;
        }
    }

    /// <summary>Deletes persons who have not used a palm for so many days; returns how many.</summary>
    public int DeleteUnused(int days, int atMost)
    {
        lock (_change)
        {
            var deletions = store.DeleteUnused(days, atMost);
            Remove(deletions.SelectMany(d => d.Palms));
            return deletions.Count;
        }
    }

    /// <summary>Ends an event; see <see cref="PalmStore.Purge"/>.</summary>
    public PurgeCertificate Purge(string eventName)
    {
        lock (_change)
        {
            var certificate = store.Purge(eventName);
            if (_event is not null)
            {
                gallery.Load(store.LoadGallery(_event));
            }

            return certificate;
        }
    }

    void Remove(IEnumerable<long> palms)
    {
        foreach (var palm in palms)
        {
            gallery.Remove(palm);
        }
    }
}
