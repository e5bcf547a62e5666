namespace Pedestal.Ticketing;

/// <summary>An enrolment that waits until its account confirms or refuses it.</summary>
/// <param name="Id">Its identifier: the SHA-256 of its link code, 64 hexadecimal digits.</param>
/// <param name="Account">The account that its ticket was bought with.</param>
/// <param name="Pedestal">The pedestal where the guest is.</param>
/// <param name="Expires">When it expires.</param>
public sealed record AwaitingEnrolment(string Id, string Account, string Pedestal, DateTimeOffset Expires);

/// <summary>A person linked to an account; which of the account's persons it is, the ticket tells.</summary>
/// <param name="TokenDigest">SHA-256 of the person's token, 64 hexadecimal digits: a deletion with it undoes the link.</param>
/// <param name="Account">The account.</param>
/// <param name="Code">The code of the ticket that the person enrolled with; null for older links, for which it was not stored.</param>
/// <param name="Pedestal">The pedestal where the person enrolled; null likewise.</param>
/// <param name="LinkedAt">The time; null likewise.</param>
public sealed record LinkedPalm(string TokenDigest, string Account, string? Code, string? Pedestal, DateTimeOffset? LinkedAt);

/// <summary>An account's enrolments, or those of all accounts.</summary>
/// <param name="Awaiting">Enrolments to be confirmed or refused.</param>
/// <param name="Linked">Linked palms, latest first.</param>
public sealed record AccountEnrolments(IReadOnlyList<AwaitingEnrolment> Awaiting, IReadOnlyList<LinkedPalm> Linked);

/// <summary>The account whose enrolments are requested.</summary>
/// <param name="Account">The account's name.</param>
public sealed record AccountQuery(string Account);

/// <summary>The account's decision about an enrolment.</summary>
/// <param name="Confirmed">Whether the enrolling guest belongs to the account.</param>
public sealed record AccountConfirmation(bool Confirmed);
