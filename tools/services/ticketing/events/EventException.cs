namespace Pedestal.Ticketing;

/// <summary>Why an event was not written.</summary>
public enum EventFault
{
    /// <summary>A name, a time or an entrance cannot be used.</summary>
    Invalid,

    /// <summary>There is no event of this name.</summary>
    Unknown,

    /// <summary>There is an event of this name already.</summary>
    Exists,

    /// <summary>It would be open together with another event at one entrance.</summary>
    Overlaps,
}

/// <summary>An event was not written, and nothing has changed; the message says why and what to do.</summary>
public sealed class EventException : InvalidOperationException
{
    internal EventException(EventFault fault, string message, IReadOnlyList<RuleFault>? rules = null)
        : base(message) => (Fault, Rules) = (fault, rules ?? []);

    /// <summary>The kind of fault.</summary>
    public EventFault Fault { get; }

    /// <summary>What contradicts in the event's rules; empty if it is something else.</summary>
    public IReadOnlyList<RuleFault> Rules { get; }
}
