namespace Pedestal.Identity;

/// <summary>What waits for a person to approve it.</summary>
public enum HoldKind
{
    /// <summary>The host's clock has jumped; nothing is deleted by it.</summary>
    Clock,

    /// <summary>Retention would delete many at once; it deletes nobody.</summary>
    Retention,
}

/// <summary>Something that is refused until a person approves it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">What happened and what approving it does.</param>
public sealed record Hold(HoldKind Kind, string Detail);
