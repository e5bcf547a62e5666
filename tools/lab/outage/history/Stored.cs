using Pedestal.Ticketing;

namespace Pedestal.Outage.History;

/// <summary>An entry of ticketing's log at the end.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Ticket">Code of the ticket.</param>
/// <param name="Account">Account of the ticket.</param>
/// <param name="Requests">The requests that got this admission.</param>
/// <param name="State">What became of it.</param>
sealed record StoredEntry(long Number, string Ticket, string Account, IReadOnlyList<string> Requests, EntryState State);

/// <summary>A person in the palm store at the end.</summary>
/// <param name="Number">The number.</param>
/// <param name="Account">Whose token the person has; null if it is nobody's.</param>
/// <param name="Parties">The parties that have a consent.</param>
sealed record StoredPerson(long Number, string? Account, IReadOnlyList<string> Parties);

/// <summary>What the databases have at the end.</summary>
/// <param name="Entries">All entries.</param>
/// <param name="Persons">All persons.</param>
sealed record Stored(IReadOnlyList<StoredEntry> Entries, IReadOnlyList<StoredPerson> Persons);
