namespace Pedestal.Identity;

/// <summary>Why a person was deleted.</summary>
public enum DeletionReason
{
    /// <summary>The guest asked for it.</summary>
    Request,

    /// <summary>The palms had not been used for longer than they are kept.</summary>
    Retention,

    /// <summary>The event is over and its key destroyed.</summary>
    EventOver,
}

/// <summary>The record that proves a deletion: numbers and times, nothing of the palm and no token.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Person">The person's number, which is never given to another.</param>
/// <param name="Reason">Why.</param>
/// <param name="ConsentVersion">Version of the consent text the guest had agreed to.</param>
/// <param name="ConsentedAt">When.</param>
/// <param name="EnrolledAt">When the palms were stored.</param>
/// <param name="DeletedAt">When everything was deleted.</param>
/// <param name="Palms">Palms deleted.</param>
/// <param name="Templates">Templates deleted.</param>
/// <param name="Tokens">Tokens ended.</param>
public sealed record DeletionProof(
    long Number, long Person, DeletionReason Reason, int ConsentVersion, DateTimeOffset ConsentedAt,
    DateTimeOffset EnrolledAt, DateTimeOffset DeletedAt, int Palms, int Templates, int Tokens);

/// <summary>A deletion: its proof, and the palms that must leave the gallery.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="Palms">The palms deleted now; none if it was deleted before.</param>
public sealed record Deletion(DeletionProof Proof, IReadOnlyList<long> Palms);
