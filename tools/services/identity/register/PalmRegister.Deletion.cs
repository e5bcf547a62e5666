namespace Pedestal.Identity;

/// <content>What ends.</content>
public sealed partial class PalmRegister
{
    readonly LeavingPalms _leaving = new(store.Time);

    /// <summary>
    /// Takes palms out of all galleries, because they are about to be deleted. What is read from the store meanwhile does not bring
    /// them back.
    /// </summary>
    public void Leave(IReadOnlyList<long> palms)
    {
        ArgumentNullException.ThrowIfNull(palms);
        lock (_change)
        {
            _leaving.Add(palms);
            _memory.Remove(palms);
        }
    }

    /// <summary>Withdraws the consent behind a party's token; see <see cref="Deletions.Withdraw"/>.</summary>
    public Withdrawal? Withdraw(byte[] tokenDigest)
    {
        Withdrawal? withdrawal;
        lock (_change)
        {
            withdrawal = store.Deletions.Withdraw(tokenDigest);
            _memory.Follow(LeavingPalms);
        }

        FollowInShards();
        return withdrawal;
    }

    /// <summary>
    /// Deletes the person behind a token's digest; see <see cref="Deletions.Delete(byte[], DeletionReason)"/>. The palms are no
    /// longer recognised from here on, even if the store fails: then <see cref="FinishDeletions"/> tries again.
    /// </summary>
    public Deletion? Delete(byte[] tokenDigest, DeletionReason reason)
    {
        if (store.Persons.OfToken(tokenDigest) is { } person)
        {
            return Delete(person, reason);
        }

        var deletion = store.Deletions.Delete(tokenDigest, reason);
        if (deletion is not null)
        {
            // The shards may not have confirmed it when it was tried before.
            FollowInShards();
        }

        return deletion;
    }

    /// <summary>Deletes a person by number, as given by operators; null if the person never existed.</summary>
    public Deletion? DeletePerson(long person, DeletionReason reason) =>
        Delete(person, reason) ?? (store.Deletions.FindProof(person) is { } proof ? new Deletion(proof, []) : null);

    /// <summary>Deletes the person a palm belongs to; null if the palm is not enrolled.</summary>
    public Deletion? DeletePersonOf(long palm, DeletionReason reason) =>
        store.Persons.OfPalm(palm) is { } person ? Delete(person, reason) : null;

    /// <summary>Retries deletions that the store could not do before; call it periodically.</summary>
    public void FinishDeletions()
    {
        foreach (var (person, reason) in _unfinished.All)
        {
            Delete(person, reason);
        }
    }

    /// <summary>Deletes persons who have not used a palm for the given number of days. Returns how many were deleted.</summary>
    public int DeleteUnused(int days, int atMost)
    {
        var deleted = store.DeleteUnused(days, atMost, LeaveEverywhere).Count;
        FollowChanges();
        if (deleted > 0)
        {
            TellShards([]);
        }

        return deleted;
    }

    /// <summary>Ends an event; see <see cref="Deletions.Purge"/>.</summary>
    public PurgeCertificate Purge(string eventName)
    {
        LeaveEverywhere(store.Persons.PalmsUnderKeyOf(eventName));
        var certificate = store.Deletions.Purge(eventName);
        FollowChanges();
        TellShards([]);
        return certificate;
    }

    // Memory first: a deleted person is no longer recognised, whatever the store does.
    Deletion? Delete(long person, DeletionReason reason)
    {
        var palms = store.Persons.PalmsOf(person).Select(palm => palm.Palm).ToList();
        Leave(palms);
        return _unfinished.Try(person, reason, () =>
        {
            TellShards(palms);
            Deletion? deletion;
            lock (_change)
            {
                // Another matcher may have stored another palm meanwhile.
                _memory.Remove(store.Persons.PalmsOf(person).Select(palm => palm.Palm));
                deletion = store.Deletions.Delete(person, reason);
                _memory.Forget(person);
            }

            FollowInShards();
            return deletion;
        });
    }

    void LeaveEverywhere(IReadOnlyList<long> palms)
    {
        Leave(palms);
        TellShards(palms);
    }

    HashSet<long> LeavingPalms() =>
        [.. _leaving.Palms, .. _unfinished.All.SelectMany(person => store.Persons.PalmsOf(person.Key)).Select(palm => palm.Palm)];
}
