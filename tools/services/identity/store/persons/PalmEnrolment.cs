using System.Security.Cryptography;
using Pedestal.Storage;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>Stores an enrolment inside the caller's transaction.</summary>
sealed class PalmEnrolment(Session session, StoreKey key, EventKey? eventKey, DateTimeOffset now)
{
    /// <summary>Stores consent, person, palms, templates, token and gallery membership.</summary>
    public EnrolledPerson Store(Enrolment enrolment)
    {
        Check(enrolment);
        var person = session.Number(
            "INSERT INTO persons(consent, enrolled_at, used_on) VALUES(@consent, @now, @day) RETURNING id",
            ("consent", AddConsent(enrolment.Consent)), ("now", now.ToUnixTimeMilliseconds()), ("day", Day.Of(now)));
        var palms = new Dictionary<PalmSide, long>();
        foreach (var samples in enrolment.Samples.GroupBy(s => s.Side))
        {
            palms[samples.Key] = AddPalm(person, samples.Key, samples, enrolment.Event);
        }

        PalmTokens.Add(session, key, person, RelyingParty.Ticketing, enrolment.TicketingToken);
        AuditLog.Append(session, now, "enrolled", new
        {
            person, enrolment.Event, palms = palms.Count, templates = enrolment.Samples.Count,
            consentVersion = enrolment.Consent.Text.Version, eventKey = eventKey is not null,
        });
        return new EnrolledPerson(person, palms);
    }

    /// <summary>The owner that a sealed template is bound to.</summary>
    public static string Owner(long person, long palm, int sample) =>
        FormattableString.Invariant($"template of person {person}, palm {palm}, sample {sample}");

    void Check(Enrolment enrolment)
    {
        if (enrolment.Consent is not { Text.Version: > 0 } consent || consent.AgreedAt > now)
        {
            throw new PalmStoreException(PalmStoreError.NoConsent,
                "A palm is stored only with a consent record: the version of the text and a time that is not in the future.");
        }

        if (!TokenEndings.Remove(session, key, SHA256.HashData(enrolment.TicketingToken)))
        {
            throw new PalmStoreException(PalmStoreError.TokenNotReserved,
                "The enrolment took too long: its token has expired. Enrol again.");
        }
    }

    long AddConsent(Consent consent) => session.Number(
        "INSERT INTO consents(text_version, text_digest, agreed_at) VALUES(@version, @digest, @at) RETURNING id",
        ("version", consent.Text.Version), ("digest", consent.Text.Digest),
        ("at", consent.AgreedAt.ToUnixTimeMilliseconds()));

    long AddPalm(long person, PalmSide side, IEnumerable<EnrolmentSample> samples, string eventName)
    {
        var palm = session.Number("INSERT INTO palms(person, side) VALUES(@person, @side) RETURNING id",
            ("person", person), ("side", (int)side));
        foreach (var (index, sample) in samples.Index())
        {
            session.Run(
                "INSERT INTO templates(palm, sample, sealed, event) VALUES(@palm, @sample, @sealed, @event)",
                ("palm", palm), ("sample", index), ("event", eventKey?.Event),
                ("sealed", (eventKey?.Key ?? key).Seal(sample.Bytes, Owner(person, palm, index))));
        }

        session.Run("INSERT INTO gallery VALUES(@event, @palm)", ("event", eventName), ("palm", palm));
        return palm;
    }
}
