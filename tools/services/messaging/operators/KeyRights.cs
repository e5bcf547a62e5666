namespace Pedestal.Messaging.Operators;

/// <summary>
/// Rights that are no step of <see cref="OperatorRole"/>'s ladder. A request names those that it needs, and a key or a person has some.
/// </summary>
public static class KeyRights
{
    /// <summary>Reads the state of the services: events, galleries, upkeep, slowed pedestals. Nothing about a guest.</summary>
    public const string Status = nameof(Status);

    /// <summary>Acts on palms: deletes, withdraws, approves, and reads what is stored about a person.</summary>
    public const string Palms = nameof(Palms);

    /// <summary>Ends an event, with what is stored for it.</summary>
    public const string Purge = nameof(Purge);

    /// <summary>Does what guests may do by themselves, each with a link of their own or at a booth's screen.</summary>
    public const string Guests = nameof(Guests);

    /// <summary>Reads at ticketing what a privacy officer needs, and admits nobody.</summary>
    public const string Privacy = nameof(Privacy);
}

/// <summary>What a machine's key may be used for.</summary>
public enum KeyScope
{
    /// <summary>Reads events, attendance, galleries and upkeep; for monitoring.</summary>
    Status,

    /// <summary>Every request of ticketing; for a box office.</summary>
    Tickets,

    /// <summary>Deletions, withdrawals, approvals, purges and records of persons; for an external ticketing system.</summary>
    Palms,
}
