namespace Pedestal.Ticketing;

/// <summary>A note about a row of an imported list: why it was left out, or what looks wrong with it.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">What is wrong; never quotes the code or the account.</param>
public sealed record ImportNote(string File, int Line, string Reason)
{
    /// <summary><c>file:line: reason</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>The number of a list's tickets for an event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Tickets">The number of tickets.</param>
/// <param name="HasNoTimes">Whether the event has no times yet, so that it does not open by itself.</param>
/// <param name="UnknownProducts">Products that the event's rules do not name; their tickets admit once, at every entrance.</param>
public sealed record EventTickets(string Event, int Tickets, bool HasNoTimes = false, IReadOnlyList<string>? UnknownProducts = null);
