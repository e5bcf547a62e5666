using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>What ends: persons, single consents, and events with everyone who is enrolled under their keys.</summary>
public sealed class Deletions
{
    readonly Database _database;
    readonly StoreKey _key;
    readonly EventKeys _eventKeys;
    readonly TimeProvider _time;
    readonly Scrubbing _scrubbing;

    internal Deletions(Database database, StoreKey key, EventKeys eventKeys, TimeProvider time, Scrubbing scrubbing) =>
        (_database, _key, _eventKeys, _time, _scrubbing) = (database, key, eventKeys, time, scrubbing);

    /// <summary>Deletes the person whom a relying party knows by a token, given the token's SHA-256.</summary>
    /// <returns>The deletion, which may be an earlier one; null if no such token was ever issued.</returns>
    public Deletion? Delete(byte[] tokenDigest, DeletionReason reason)
    {
        var fingerprint = _key.Fingerprint(tokenDigest);
        return _database.Write(session => session.Rows("SELECT person FROM tokens WHERE fingerprint = @token",
                row => row.GetInt64(0), ("token", fingerprint)) is [var person]
            ? Delete(session, person, reason)
            : PalmDeletion.FindProof(session, fingerprint) is { } proof ? new Deletion(proof, []) : null);
    }

    /// <summary>
    /// Deletes a person by number; null if the person does not exist. <see cref="PalmStore.Scrub"/> overwrites what is left
    /// behind.
    /// </summary>
    public Deletion? Delete(long person, DeletionReason reason) =>
        _database.Write(session => Delete(session, person, reason));

    /// <summary>
    /// Withdraws the consent behind a party's token, given its SHA-256: that token ends, the person's others stay; with the
    /// last one the person is deleted.
    /// </summary>
    /// <returns>The withdrawal, which may be an earlier one; null if no such token was ever issued.</returns>
    public Withdrawal? Withdraw(byte[] tokenDigest) =>
        _database.Write(session => Withdrawals.Withdraw(session, _key, _key.Fingerprint(tokenDigest), _time.GetUtcNow()));

    /// <summary>The receipts of what a person withdrew and deleted, latest first.</summary>
    public IReadOnlyList<Receipt> ReceiptsOf(long person) => _database.Read(session => session.Rows(
        """
        SELECT entry, withdrawn_at, party, (SELECT count(*) FROM endings WHERE fingerprint = withdrawals.fingerprint)
        FROM withdrawals WHERE person = @person
        UNION ALL SELECT entry, deleted_at, NULL,
            (SELECT count(*) FROM endings e JOIN deleted_tokens t ON t.fingerprint = e.fingerprint WHERE t.deletion = deletions.id)
        FROM deletions WHERE person = @person ORDER BY 1 DESC
        """,
        row => new Receipt(row.IsDBNull(0) ? null : row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
            row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3) == 0), ("person", person)));

    /// <summary>The proof of a person's deletion; null if there is none.</summary>
    public DeletionProof? FindProof(long person) => _database.Read(session => PalmDeletion.FindProofOf(session, person));

    /// <summary>Ends an event: destroys its key and deletes everyone whose templates are sealed under it.</summary>
    /// <returns>The certificate; the same one for an event that was purged before.</returns>
    /// <exception cref="PalmStoreException">No event of this name has a key.</exception>
    public PurgeCertificate Purge(string eventName)
    {
        if (!_database.Write(session => EventPurge.Begin(session, eventName, _time.GetUtcNow())))
        {
            throw new PalmStoreException(PalmStoreError.EventClosed,
                $"No event named {eventName} has a key to destroy.");
        }

        _eventKeys.Destroy(eventName);
        while (_database.Write(session => EventPurge.DeleteSome(session, _key, eventName, _time.GetUtcNow())))
        {
        }

        var certificate = _database.Write(session => EventPurge.Certify(session, eventName, _time.GetUtcNow()));
        _scrubbing.Try();
        return certificate;
    }

    /// <summary>Finishes purges that were interrupted; call it periodically.</summary>
    public void FinishPurges()
    {
        foreach (var eventName in _database.Read(EventPurge.Unfinished))
        {
            Purge(eventName);
        }
    }

    Deletion? Delete(Session session, long person, DeletionReason reason)
    {
        var now = _time.GetUtcNow();
        var deletion = PalmDeletion.Delete(session, _key, person, reason, now);
        if (deletion is not null)
        {
            Scrubbing.Owe(session, now);
        }

        return deletion;
    }
}
