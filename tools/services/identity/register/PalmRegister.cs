using Pedestal.Engine;
using Pedestal.Matching;
using Pedestal.Storage;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>
/// Keeps the store and the palms in memory in step: what is deleted from one never remains in the other. Changes are made one
/// after the other; searches wait for none of them.
/// </summary>
/// <param name="store">The stored palms.</param>
/// <param name="falseAcceptRate">Share of strangers' attempts that may be accepted; see <see cref="Gallery"/>.</param>
/// <param name="shards">Where everybody's palms are; null: here.</param>
public sealed partial class PalmRegister(
    PalmStore store, double falseAcceptRate = ScoreCalibration.DefaultFalseAcceptRate, PopulationShards? shards = null)
{
    readonly Lock _change = new();
    readonly PalmMemory _memory = new(store, falseAcceptRate, shards is null ? Shard.Whole : Shard.None);
    readonly UnfinishedDeletions _unfinished = new();
    volatile bool _areGalleriesLoaded;

    /// <summary>The stored palms.</summary>
    public PalmStore Store => store;

    /// <summary>Everybody's palms, for enrolment and deletion, or none of them where they are in shards.</summary>
    public Population Population => _memory.Population;

    /// <summary>The guests' palms of each event, for entry.</summary>
    public EventGalleries Galleries => _memory.Galleries;

    /// <summary>Which event is where and when.</summary>
    public Schedule Schedule => _memory.Schedule;

    /// <summary>Whether the galleries of all events that are open were loaded once.</summary>
    public bool AreGalleriesLoaded => _areGalleriesLoaded;

    /// <summary>Whether everybody's palms are loaded, here or in shards.</summary>
    public bool IsPopulationLoaded => Population.IsLoaded && shards?.IsLoaded != false;

    /// <summary>Stored records that cannot be used; all others are.</summary>
    public IReadOnlyList<UnusableRecord> Unusable => shards is null ? _memory.Unusable : [.. _memory.Unusable.Union(shards.Unusable)];

    /// <summary>Deletions that the store has not accepted yet; their palms are no longer recognised.</summary>
    public int UnfinishedDeletions => _unfinished.All.Count;

    /// <summary>
    /// Loads the galleries of events that open soon and drops those of events that are over; call it at start and then
    /// periodically.
    /// </summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public void FollowSchedule()
    {
        lock (_change)
        {
            _memory.FollowSchedule(LeavingPalms);
            _areGalleriesLoaded = true;
        }
    }

    /// <summary>
    /// Loads everybody's palms, some at a time so that changes proceed in between. Load the galleries first.
    /// </summary>
    /// <exception cref="StorageException">The database cannot be read; another call goes on from there.</exception>
    public void LoadPopulation(CancellationToken cancellation = default)
    {
        while (!Population.IsLoaded && !cancellation.IsCancellationRequested)
        {
            lock (_change)
            {
                _memory.LoadSome(LeavingPalms);
            }
        }
    }

    /// <summary>Takes over what another matcher has changed in the store; call it often.</summary>
    /// <exception cref="StorageException">The database cannot be read; another call goes on from there.</exception>
    public void FollowChanges()
    {
        lock (_change)
        {
            _memory.Follow(LeavingPalms);
        }
    }

    /// <summary>Stores a new person, who is known and a guest from now on.</summary>
    /// <exception cref="PalmStoreException">
    /// There is no consent, the token is no longer reserved, or the event's key is destroyed.
    /// </exception>
    public EnrolledPerson Enrol(Enrolment enrolment)
    {
        lock (_change)
        {
            var enrolled = store.Persons.Enrol(enrolment);
            _memory.Follow(LeavingPalms);
            return enrolled;
        }
    }

    /// <summary>
    /// The same; null, and nothing is stored, if somebody was enrolled since the person was searched for: it may be the same one.
    /// </summary>
    /// <param name="enrolment">The person.</param>
    /// <param name="searched"><see cref="Population.Additions"/> before the search.</param>
    public EnrolledPerson? Enrol(Enrolment enrolment, int searched)
    {
        lock (_change)
        {
            while (true)
            {
                _memory.Follow(LeavingPalms);
                if (Population.Additions != searched)
                {
                    return null;
                }

                if (store.Persons.Enrol(enrolment, _memory.Followed) is { } enrolled)
                {
                    _memory.Follow(LeavingPalms);
                    return enrolled;
                }
            }
        }
    }

    /// <summary>Stores a party's token of a known person; false if the person is deleted.</summary>
    /// <exception cref="PalmStoreException">There is no consent, or the token is no longer reserved.</exception>
    public bool Link(long person, PartyConsent consent)
    {
        lock (_change)
        {
            var isLinked = store.Persons.Link(person, consent);
            _memory.Follow(LeavingPalms);
            return isLinked;
        }
    }

    /// <summary>Stores a person's other palm; false if the person is deleted.</summary>
    /// <exception cref="PalmStoreException">The event's key is destroyed.</exception>
    public bool AddPalm(long person, PalmSide side, IReadOnlyList<EnrolmentSample> samples, string? eventKey = null)
    {
        lock (_change)
        {
            var isAdded = store.Persons.AddPalm(person, side, samples, eventKey);
            _memory.Follow(LeavingPalms);
            return isAdded;
        }
    }

    /// <summary>Replaces a palm's samples and keeps all tokens; false if the palm is deleted.</summary>
    /// <exception cref="PalmStoreException">The event's key is destroyed.</exception>
    public bool ReplacePalm(long palm, IReadOnlyList<EnrolmentSample> samples, string? eventKey = null)
    {
        lock (_change)
        {
            var isReplaced = store.Persons.ReplacePalm(palm, samples, eventKey);
            _memory.Follow(LeavingPalms);
            return isReplaced;
        }
    }

    /// <summary>Applies a page of a party's guest lists; see <see cref="GuestListMirror"/>.</summary>
    internal bool Apply(string party, GuestPage page, byte[]? begin)
    {
        lock (_change)
        {
            var isApplied = store.Guests.Apply(party, page, begin);
            _memory.Follow(LeavingPalms);
            return isApplied;
        }
    }
}
