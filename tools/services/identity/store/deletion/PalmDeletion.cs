using System.Data.Common;
using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Deletes a person and stores the proof, inside the caller's transaction.</summary>
static class PalmDeletion
{
    const string Proofs = """
        SELECT d.id, d.person, d.reason, d.text_version, d.agreed_at, d.enrolled_at, d.deleted_at, d.palms, d.templates,
            d.tokens, d.entry FROM deletions d
        """;

    /// <summary>The proof of the deletion that ended a token; null if there is none.</summary>
    public static DeletionProof? FindProof(Session session, byte[] fingerprint) => session.Rows(
        Proofs + " JOIN deleted_tokens t ON t.deletion = d.id WHERE t.fingerprint = @token", Proof,
        ("token", fingerprint)).SingleOrDefault();

    /// <summary>The proof of a person's deletion; null if there is none.</summary>
    public static DeletionProof? FindProofOf(Session session, long person) => session.Rows(
        Proofs + " WHERE d.person = @person", Proof, ("person", person)).SingleOrDefault();

    /// <summary>The latest proofs, latest first.</summary>
    public static IReadOnlyList<DeletionProof> LatestProofs(Session session, int most) => session.Rows(
        Proofs + " ORDER BY d.id DESC LIMIT @most", Proof, ("most", most));

    /// <summary>Deletes a person; null if the person does not exist.</summary>
    public static Deletion? Delete(
        Session session, StoreKey key, long person, DeletionReason reason, DateTimeOffset now)
    {
        var palms = session.Rows(
            "SELECT id FROM palms WHERE person = @person ORDER BY id", row => row.GetInt64(0), ("person", person));
        var number = session.Number(
            """
            INSERT INTO deletions(
                person, reason, text_version, agreed_at, enrolled_at, deleted_at, palms, templates, tokens)
            SELECT p.id, @reason, c.text_version, c.agreed_at, p.enrolled_at, @now,
                (SELECT count(*) FROM palms WHERE person = p.id),
                (SELECT count(*) FROM templates JOIN palms ON palms.id = templates.palm WHERE palms.person = p.id),
                (SELECT count(*) FROM tokens WHERE person = p.id)
            FROM persons p JOIN consents c ON c.id = p.consent WHERE p.id = @person RETURNING id
            """,
            ("reason", reason.ToString()), ("now", now.ToUnixTimeMilliseconds()), ("person", person));
        if (number == 0)
        {
            return null;
        }

        session.Run("INSERT INTO deleted_tokens SELECT fingerprint, @deletion FROM tokens WHERE person = @person",
            ("deletion", number), ("person", person));
        TokenEndings.End(session, key, person, party: null, now);
        var consents = session.Rows(
            "SELECT consent FROM persons WHERE id = @person UNION SELECT consent FROM tokens WHERE person = @person",
            row => row.GetInt64(0), ("person", person));
        session.Run("DELETE FROM persons WHERE id = @person", ("person", person));
        foreach (var consent in consents)
        {
            session.Run("DELETE FROM consents WHERE id = @consent", ("consent", consent));
        }

        var proof = session.Rows(Proofs + " WHERE d.id = @number", Proof, ("number", number)).Single();
        var entry = AuditLog.Append(session, now, "deleted", new
        {
            proof.Person, Proof = number, Reason = reason.ToString(), proof.Palms, proof.Templates, proof.Tokens,
        });
        session.Run("UPDATE deletions SET entry = @entry WHERE id = @number", ("entry", entry.Number), ("number", number));
        return new Deletion(proof with { Entry = entry.Number }, palms);
    }

    static DeletionProof Proof(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1),
        Enum.Parse<DeletionReason>(row.GetString(2)), (int)row.GetInt64(3), Time(row, 4), Time(row, 5), Time(row, 6),
        (int)row.GetInt64(7), (int)row.GetInt64(8), (int)row.GetInt64(9), row.IsDBNull(10) ? null : row.GetInt64(10));

    static DateTimeOffset Time(DbDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
