namespace Pedestal.Ticketing;

/// <summary>Something to say about a row of an imported list: why it was left out, or what looks wrong with it.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">What is wrong; never the code or the account itself.</param>
public sealed record ImportNote(string File, int Line, string Reason)
{
    /// <summary><c>file:line: reason</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>How many tickets of a list are for an event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Tickets">Its tickets.</param>
public sealed record EventTickets(string Event, int Tickets);
