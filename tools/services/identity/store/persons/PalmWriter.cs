using System.Security.Cryptography;
using Pedestal.Storage;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>Stores persons, palms and consents inside the caller's transaction.</summary>
sealed class PalmWriter(Session session, StoreKey key, EventKeys eventKeys, DateTimeOffset now)
{
    /// <summary>Stores a new person with consent, palms, templates and token.</summary>
    public EnrolledPerson Enrol(Enrolment enrolment)
    {
        var consent = AddConsent(enrolment.Consent);
        var person = session.Number(
            "INSERT INTO persons(consent, enrolled_at, used_on) VALUES(@consent, @now, @day) RETURNING id",
            ("consent", consent), ("now", now.ToUnixTimeMilliseconds()), ("day", Day.Of(now)));
        var palms = enrolment.Samples.GroupBy(sample => sample.Side)
            .ToDictionary(palm => palm.Key, palm => AddPalm(person, palm.Key, palm, enrolment.EventKey));
        AddToken(person, enrolment.Consent, consent);
        AuditLog.Append(session, now, "enrolled", new
        {
            person, enrolment.Consent.Party, palms = palms.Count, templates = enrolment.Samples.Count,
            consentVersion = enrolment.Consent.Consent.Text.Version, eventKey = enrolment.EventKey is not null,
        });
        return new EnrolledPerson(person, palms);
    }

    /// <summary>Stores a party's token of a person who is known already.</summary>
    public void Link(long person, PartyConsent consent)
    {
        AddToken(person, consent, AddConsent(consent));
        AuditLog.Append(session, now, "linked",
            new { person, consent.Party, consentVersion = consent.Consent.Text.Version });
    }

    /// <summary>Stores another palm of a person.</summary>
    public long AddPalm(long person, PalmSide side, IEnumerable<EnrolmentSample> samples, string? eventKey)
    {
        var palm = session.Number(
            "INSERT INTO palms(person, side, captured_at) VALUES(@person, @side, @now) RETURNING id",
            ("person", person), ("side", (int)side), ("now", now.ToUnixTimeMilliseconds()));
        AddTemplates(person, palm, samples, eventKey);
        return palm;
    }

    /// <summary>Replaces a palm's templates; number and tokens stay.</summary>
    public void ReplaceTemplates(long person, long palm, IEnumerable<EnrolmentSample> samples, string? eventKey)
    {
        session.Run("DELETE FROM templates WHERE palm = @palm", ("palm", palm));
        session.Run("UPDATE palms SET captured_at = @now WHERE id = @palm",
            ("now", now.ToUnixTimeMilliseconds()), ("palm", palm));
        AddTemplates(person, palm, samples, eventKey);
    }

    /// <summary>The owner that a sealed template is bound to.</summary>
    public static string Owner(long person, long palm, int sample) =>
        FormattableString.Invariant($"template of person {person}, palm {palm}, sample {sample}");

    long AddConsent(PartyConsent given)
    {
        if (given.Consent is not { Text.Version: > 0 } consent || consent.AgreedAt > now)
        {
            throw new PalmStoreException(PalmStoreError.NoConsent,
                "A palm is stored only with a consent record: the version of the text and a time that is not in the future.");
        }

        session.Run("INSERT INTO consent_texts(digest, text) VALUES(@digest, @text) ON CONFLICT DO NOTHING",
            ("digest", consent.Text.Digest), ("text", consent.Text.Text));
        return session.Number(
            """
            INSERT INTO consents(text_version, text_digest, language, agreed_at)
            VALUES(@version, @digest, @language, @at) RETURNING id
            """,
            ("version", consent.Text.Version), ("digest", consent.Text.Digest), ("language", consent.Text.Language),
            ("at", consent.AgreedAt.ToUnixTimeMilliseconds()));
    }

    void AddToken(long person, PartyConsent given, long consent)
    {
        if (!TokenEndings.Remove(session, key, SHA256.HashData(given.Token)))
        {
            throw new PalmStoreException(PalmStoreError.TokenNotReserved,
                "The enrolment took too long: its token has expired. Enrol again.");
        }

        PalmTokens.Add(session, key, person, given.Party, given.Token, consent);
    }

    void AddTemplates(long person, long palm, IEnumerable<EnrolmentSample> samples, string? eventKey)
    {
        var sealing = eventKey is null ? key : eventKeys.OpenFor(session, eventKey, now).Key;
        foreach (var (index, sample) in samples.Index())
        {
            session.Run(
                "INSERT INTO templates(palm, sample, sealed, event) VALUES(@palm, @sample, @sealed, @event)",
                ("palm", palm), ("sample", index), ("event", eventKey),
                ("sealed", sealing.Seal(sample.Bytes, Owner(person, palm, index))));
        }
    }
}
