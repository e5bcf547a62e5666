namespace Pedestal.Identity;

/// <summary>The kinds of operation that can be held.</summary>
public enum HoldKind
{
    /// <summary>The host's clock has jumped; nothing is deleted by it.</summary>
    Clock,

    /// <summary>Retention would delete many persons at once, and deletes nobody.</summary>
    Retention,
}

/// <summary>An operation that is held until a person approves it.</summary>
/// <param name="Kind">The kind of operation.</param>
/// <param name="Detail">What happened, and what approving it does.</param>
public sealed record Hold(HoldKind Kind, string Detail);
