using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>Which passage an exit ends: nobody is locked in, whatever the tickets say.</summary>
/// <param name="Ticket">The ticket that leaves; null if nobody knows.</param>
/// <param name="Entry">The entry that the guest came in by; null if there is none.</param>
/// <param name="Same">The exit at a lane that the same guest has not passed yet; null for another one.</param>
sealed record Exit(Ticket? Ticket, Entry? Entry = null, Entry? Same = null)
{
    /// <summary>Decides for the tickets of one guest, the likeliest first.</summary>
    public static Exit Of(IReadOnlyList<Ticket> tickets, DateTimeOffset now) =>
        tickets.Select(ticket => ticket.Entries is [.., { Direction: Direction.Out } last] && last.IsOpenAt(now)
            ? new Exit(ticket, Same: last) : null).FirstOrDefault(exit => exit is not null)
        ?? tickets.Select(ticket => ticket.Inside is { } entry ? new Exit(ticket, entry) : null).FirstOrDefault(exit => exit is not null)
        ?? new Exit(tickets.Count > 0 ? tickets[0] : null);
}
