using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>One capture of a palm.</summary>
/// <param name="Side">Which palm.</param>
/// <param name="Bytes">The template as received.</param>
/// <param name="Template">The same, parsed.</param>
public sealed record EnrolmentSample(PalmSide Side, byte[] Bytes, VeinTemplate Template);

/// <summary>A complete enrolment, ready to be stored.</summary>
/// <param name="Event">The event whose gallery the palms join.</param>
/// <param name="Consent">What the guest agreed to, and when.</param>
/// <param name="Samples">The samples of both palms.</param>
/// <param name="TicketingToken">
/// The token that <see cref="PalmTokens.Reserve"/> gave and ticketing has bound to the guest's account.
/// </param>
public sealed record Enrolment(
    string Event, Consent Consent, IReadOnlyList<EnrolmentSample> Samples, byte[] TicketingToken);

/// <summary>What a stored enrolment became.</summary>
/// <param name="Person">The new person.</param>
/// <param name="Palms">The new palms, by side.</param>
public sealed record EnrolledPerson(long Person, IReadOnlyDictionary<PalmSide, long> Palms);
