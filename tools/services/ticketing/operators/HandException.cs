namespace Pedestal.Ticketing;

/// <summary>Why something cannot be done by hand.</summary>
public enum HandFault
{
    /// <summary>The request is incomplete or malformed.</summary>
    Invalid,

    /// <summary>There is no such ticket, entry or lane.</summary>
    Unknown,

    /// <summary>The present state forbids it.</summary>
    Conflict,
}

/// <summary>Something was not done by hand, and nothing has changed; the message says why and what to do.</summary>
public sealed class HandException : InvalidOperationException
{
    internal HandException(HandFault fault, string message)
        : base(message) => Fault = fault;

    /// <summary>The kind of fault.</summary>
    public HandFault Fault { get; }

    internal static HandException NoTicket() =>
        new(HandFault.Unknown, "There is no ticket with this code. One that was transferred has another code.");
}
