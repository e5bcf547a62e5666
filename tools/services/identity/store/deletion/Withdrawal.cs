using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>A consent that was withdrawn: the party's token is ended, the others stay.</summary>
/// <param name="Person">The person's number.</param>
/// <param name="Party">The party whose token is ended.</param>
/// <param name="At">The time.</param>
/// <param name="Entry">The number of the audit log's entry, which is the guest's receipt; null for a withdrawal from before there were any.</param>
/// <param name="Deletion">The person's deletion, if it was the last consent; null while another party has one.</param>
public sealed record Withdrawal(long Person, string Party, DateTimeOffset At, long? Entry, Deletion? Deletion);

/// <summary>Withdraws a person's consent for one party, inside the caller's transaction.</summary>
static class Withdrawals
{
    /// <summary>Withdraws; the same withdrawal when asked again, null if no such token was ever issued.</summary>
    public static Withdrawal? Withdraw(Session session, StoreKey key, byte[] fingerprint, DateTimeOffset now)
    {
        var token = session.Rows("SELECT person, party, consent FROM tokens WHERE fingerprint = @token",
            row => (Person: row.GetInt64(0), Party: row.GetString(1), Consent: row.GetInt64(2)), ("token", fingerprint));
        if (token is not [var (person, party, consent)])
        {
            return Earlier(session, fingerprint);
        }

        var entry = AuditLog.Append(session, now, "consent withdrawn", new { person, party }).Number;
        session.Run("INSERT INTO withdrawals VALUES(@token, @person, @party, @now, @entry)", ("token", fingerprint),
            ("person", person), ("party", party), ("now", now.ToUnixTimeMilliseconds()), ("entry", entry));
        Scrubbing.Owe(session, now);
        if (session.Number("SELECT count(*) FROM tokens WHERE person = @person", ("person", person)) == 1)
        {
            return new Withdrawal(person, party, now, entry,
                PalmDeletion.Delete(session, key, person, DeletionReason.Withdrawal, now));
        }

        TokenEndings.End(session, key, person, party, now);
        session.Run("DELETE FROM tokens WHERE fingerprint = @token", ("token", fingerprint));

        // The person's proof names a consent that still holds.
        session.Run(
            """
            UPDATE persons SET consent = (SELECT min(consent) FROM tokens WHERE person = persons.id)
            WHERE id = @person AND consent = @consent
            """,
            ("person", person), ("consent", consent));
        session.Run(
            """
            DELETE FROM consents WHERE id = @consent
                AND NOT EXISTS (SELECT 1 FROM tokens WHERE consent = @consent)
                AND NOT EXISTS (SELECT 1 FROM persons WHERE consent = @consent)
            """,
            ("consent", consent));
        return new Withdrawal(person, party, now, entry, Deletion: null);
    }

    static Withdrawal? Earlier(Session session, byte[] fingerprint)
    {
        var earlier = session.Rows("SELECT person, party, withdrawn_at, entry FROM withdrawals WHERE fingerprint = @token",
            row => new Withdrawal(row.GetInt64(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
                row.IsDBNull(3) ? null : row.GetInt64(3), Deletion: null),
            ("token", fingerprint)).SingleOrDefault();
        return earlier is not null && PalmDeletion.FindProof(session, fingerprint) is { } proof
            ? earlier with { Deletion = new Deletion(proof, []) }
            : earlier;
    }}
