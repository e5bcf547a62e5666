namespace Pedestal.Ticketing;

/// <summary>An enrolment that waits until its account confirms or refuses it.</summary>
/// <param name="Id">What it is called: the SHA-256 of its link code, 64 hexadecimal digits.</param>
/// <param name="Account">The account that its ticket was bought with.</param>
/// <param name="Pedestal">Where the guest stands.</param>
/// <param name="Expires">When it is over.</param>
public sealed record AwaitingEnrolment(string Id, string Account, string Pedestal, DateTimeOffset Expires);

/// <summary>A palm that stands for an account.</summary>
/// <param name="TokenDigest">SHA-256 of its token, 64 hexadecimal digits: who deletes by it undoes the linking.</param>
/// <param name="Account">The account.</param>
/// <param name="Pedestal">Where it was enrolled; null for those of before that was kept.</param>
/// <param name="LinkedAt">When; null as well.</param>
public sealed record LinkedPalm(string TokenDigest, string Account, string? Pedestal, DateTimeOffset? LinkedAt);

/// <summary>What an account has to be told of.</summary>
/// <param name="Awaiting">Enrolments that it has to confirm or refuse.</param>
/// <param name="Linked">Palms that stand for it, the last first.</param>
public sealed record AccountEnrolments(IReadOnlyList<AwaitingEnrolment> Awaiting, IReadOnlyList<LinkedPalm> Linked);

/// <summary>Whose enrolments are asked for.</summary>
/// <param name="Account">The account's name.</param>
public sealed record AccountQuery(string Account);

/// <summary>The account's answer.</summary>
/// <param name="Confirmed">Whether it is the account's own guest who enrols.</param>
public sealed record ConfirmationAnswer(bool Confirmed);
