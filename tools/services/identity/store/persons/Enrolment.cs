using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>One capture of a palm during enrolment.</summary>
/// <param name="Side">The palm shown.</param>
/// <param name="Bytes">The template as received.</param>
/// <param name="Template">The parsed template.</param>
public sealed record EnrolmentSample(PalmSide Side, byte[] Bytes, VeinTemplate Template);

/// <summary>A complete enrolment, ready to be stored.</summary>
/// <param name="Event">The event to whose gallery the palms are added.</param>
/// <param name="Consent">The text that the guest agreed to, and the time.</param>
/// <param name="Samples">The samples of both palms.</param>
/// <param name="TicketingToken">
/// The token that <see cref="PalmTokens.Reserve"/> issued and ticketing has bound to the guest's account.
/// </param>
public sealed record Enrolment(
    string Event, Consent Consent, IReadOnlyList<EnrolmentSample> Samples, byte[] TicketingToken);

/// <summary>The result of storing an enrolment.</summary>
/// <param name="Person">The new person.</param>
/// <param name="Palms">The new palms, by side.</param>
public sealed record EnrolledPerson(long Person, IReadOnlyDictionary<PalmSide, long> Palms);
