using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>By what a passage was decided.</summary>
public enum Medium
{
    /// <summary>A palm.</summary>
    Palm,

    /// <summary>A scanned code.</summary>
    Code,

    /// <summary>A code that a lane admitted by itself.</summary>
    Offline,

    /// <summary>Staff.</summary>
    Hand,

    /// <summary>Nothing but the turnstile's contact.</summary>
    Contact,
}

/// <summary>What is known of a passage.</summary>
public enum EntryState
{
    /// <summary>It was admitted; the pedestal will report whether the guest passed.</summary>
    Provisional = 0,

    /// <summary>It was admitted at a lane without a contact, and counts.</summary>
    Counted = 1,

    /// <summary>The guest passed.</summary>
    Passed = 2,

    /// <summary>It does not count: nobody passed, or staff undid it.</summary>
    Undone = 3,
}

/// <summary>One passage in or out, as the log has it. Times are whole seconds.</summary>
public sealed record Entry
{
    // How far a clock may have been set back before an open admission is taken for an old one.
    static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    /// <summary>Its number in the log, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The event's number; null for an exit that belongs to none.</summary>
    public int? Event { get; init; }

    /// <summary>The direction.</summary>
    public Direction Direction { get; init; }

    /// <summary>When it was admitted; never before the ticket's previous passage.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Until when the same guest may ask again for the same admission.</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>The entrance.</summary>
    public string Entrance { get; init; } = "";

    /// <summary>The pedestal.</summary>
    public string Pedestal { get; init; } = "";

    /// <summary>By what it was decided.</summary>
    public Medium Medium { get; init; }

    /// <summary>The latest request that got this admission.</summary>
    public string Request { get; init; } = "";

    /// <summary>The notes of its reply, see <see cref="AdmissionNotes"/>.</summary>
    public byte Notes { get; init; }

    /// <summary>Digest of the token whose palm was shown; null for none.</summary>
    public byte[]? Token { get; init; }

    /// <summary>Whether it takes one of the ticket's uses, which a re-entry does not.</summary>
    public bool IsVisit { get; init; }

    /// <summary>What is known of it.</summary>
    public EntryState State { get; init; }

    /// <summary>Who undid it: a pedestal or an operator; null while it counts.</summary>
    public string? UndoneBy { get; init; }

    /// <summary>When it was undone.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    /// <summary>When the guest passed; null where nobody knows.</summary>
    public DateTimeOffset? PassedAt { get; init; }

    /// <summary>What staff or ticketing noted about it.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether its guest has not passed yet and still may.</summary>
    internal bool IsOpenAt(DateTimeOffset now) => State == EntryState.Provisional && IsWithinTime(now);

    /// <summary>Whether the time has not passed in which the same guest may ask again.</summary>
    internal bool IsWithinTime(DateTimeOffset now) => now < Due && At <= now + ClockTolerance;

    /// <summary>Whether a palm with this token's digest was shown for it.</summary>
    internal bool IsOf(byte[] token) => Token is { } own && own.AsSpan().SequenceEqual(token);
}
