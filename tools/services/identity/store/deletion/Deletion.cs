namespace Pedestal.Identity;

/// <summary>Why a person was deleted.</summary>
public enum DeletionReason
{
    /// <summary>The guest asked for it.</summary>
    Request,

    /// <summary>The palms were not used during the retention period.</summary>
    Retention,

    /// <summary>The event is over and its key is destroyed.</summary>
    EventOver,

    /// <summary>The guest withdrew the last consent.</summary>
    Withdrawal,
}

/// <summary>The record that proves a deletion: numbers and times, no template and no token.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Person">The person's number, which is never given to another person.</param>
/// <param name="Reason">The reason.</param>
/// <param name="ConsentVersion">Version of the consent text that the guest had agreed to.</param>
/// <param name="ConsentedAt">The time of the consent.</param>
/// <param name="EnrolledAt">The time the palms were stored.</param>
/// <param name="DeletedAt">The time everything was deleted.</param>
/// <param name="Palms">Number of palms deleted.</param>
/// <param name="Templates">Number of templates deleted.</param>
/// <param name="Tokens">Number of tokens ended.</param>
/// <param name="Entry">The number of the audit log's entry, which is the guest's receipt; null for a deletion from before there were any.</param>
public sealed record DeletionProof(
    long Number, long Person, DeletionReason Reason, int ConsentVersion, DateTimeOffset ConsentedAt,
    DateTimeOffset EnrolledAt, DateTimeOffset DeletedAt, int Palms, int Templates, int Tokens, long? Entry);

/// <summary>A deletion: its proof, and the palms that must leave the gallery.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="Palms">The palms deleted now; none if the person was deleted before.</param>
public sealed record Deletion(DeletionProof Proof, IReadOnlyList<long> Palms);
