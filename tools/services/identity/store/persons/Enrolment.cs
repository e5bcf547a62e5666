using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>One capture of a palm during enrolment.</summary>
/// <param name="Side">The palm shown.</param>
/// <param name="Bytes">The template as received.</param>
/// <param name="Template">The parsed template.</param>
public sealed record EnrolmentSample(PalmSide Side, byte[] Bytes, VeinTemplate Template);

/// <summary>The token by which a relying party is to know a person, and the consent to that.</summary>
/// <param name="Party">The relying party.</param>
/// <param name="Token">
/// The token that <see cref="PalmTokens.Reserve"/> issued and the party has bound to the guest's account.
/// </param>
/// <param name="Consent">The text that the guest agreed to, and the time.</param>
public sealed record PartyConsent(string Party, byte[] Token, Consent Consent);

/// <summary>A new person, ready to be stored.</summary>
/// <param name="Consent">The first party's token, and the consent to it.</param>
/// <param name="Samples">The samples of one palm or of both.</param>
/// <param name="EventKey">The event under whose key the samples are sealed; null for the store's key.</param>
public sealed record Enrolment(PartyConsent Consent, IReadOnlyList<EnrolmentSample> Samples, string? EventKey = null);

/// <summary>The result of storing an enrolment.</summary>
/// <param name="Person">The new person.</param>
/// <param name="Palms">The new palms, by side.</param>
public sealed record EnrolledPerson(long Person, IReadOnlyDictionary<PalmSide, long> Palms);

/// <summary>A stored palm.</summary>
/// <param name="Palm">Its number.</param>
/// <param name="Side">Which palm it is.</param>
/// <param name="CapturedAt">The time its samples were stored.</param>
/// <param name="EventKey">The event under whose key its samples are sealed; null for the store's key.</param>
public sealed record StoredPalm(long Palm, PalmSide Side, DateTimeOffset CapturedAt, string? EventKey);
