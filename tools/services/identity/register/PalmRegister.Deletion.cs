namespace Pedestal.Identity;

/// <content>What ends.</content>
public sealed partial class PalmRegister
{
    /// <summary>Withdraws the consent behind a party's token; see <see cref="Deletions.Withdraw"/>.</summary>
    public Withdrawal? Withdraw(byte[] tokenDigest)
    {
        lock (_change)
        {
            var withdrawal = store.Deletions.Withdraw(tokenDigest);
            if (withdrawal is { Deletion: { } deletion })
            {
                _memory.Remove(deletion.Palms);
            }
            else if (withdrawal is not null)
            {
                _memory.Refresh(withdrawal.Person);
            }

            return withdrawal;
        }
    }

    /// <summary>
    /// Deletes the person behind a token's digest; see <see cref="Deletions.Delete(byte[], DeletionReason)"/>. The palms are no
    /// longer recognised from here on, even if the store fails: then <see cref="FinishDeletions"/> tries again.
    /// </summary>
    public Deletion? Delete(byte[] tokenDigest, DeletionReason reason) => store.Persons.OfToken(tokenDigest) is { } person
        ? Delete(person, reason)
        : store.Deletions.Delete(tokenDigest, reason);

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
        lock (_change)
        {
            return store.DeleteUnused(days, atMost, _memory.Remove).Count;
        }
    }

    /// <summary>Ends an event; see <see cref="Deletions.Purge"/>.</summary>
    public PurgeCertificate Purge(string eventName)
    {
        lock (_change)
        {
            _memory.Remove(store.Persons.PalmsUnderKeyOf(eventName));
            return store.Deletions.Purge(eventName);
        }
    }

    // Memory first: a deleted person is no longer recognised, whatever the store does.
    Deletion? Delete(long person, DeletionReason reason)
    {
        lock (_change)
        {
            _memory.Remove(store.Persons.PalmsOf(person).Select(palm => palm.Palm));
            var deletion = _unfinished.Try(person, reason, () => store.Deletions.Delete(person, reason));
            _memory.Forget(person);
            return deletion;
        }
    }
}
