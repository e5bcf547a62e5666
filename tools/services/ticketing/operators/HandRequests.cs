namespace Pedestal.Ticketing;

/// <summary>Which tickets to find: exactly one of the two, in the body because addresses are logged.</summary>
/// <param name="Code">A ticket's code.</param>
/// <param name="Account">An account.</param>
public sealed record LookupRequest(string? Code = null, string? Account = null);

/// <summary>The tickets found.</summary>
/// <param name="Tickets">The tickets, by code.</param>
public sealed record LookupResult(IReadOnlyList<TicketView> Tickets);

/// <summary>Whose history to read.</summary>
/// <param name="Code">The ticket's code.</param>
public sealed record HistoryRequest(string? Code);

/// <summary>Whom to admit where.</summary>
/// <param name="Code">The ticket's code.</param>
/// <param name="Lane">The pedestal whose gate opens.</param>
/// <param name="Reason">Why.</param>
public sealed record AdmissionRequest(string? Code, string? Lane, string? Reason);

/// <summary>Which entry does not count.</summary>
/// <param name="Entry">Its number.</param>
/// <param name="Reason">Why.</param>
public sealed record UndoRequest(long? Entry, string? Reason);

/// <summary>Which ticket to block or unblock.</summary>
/// <param name="Code">The ticket's code.</param>
/// <param name="Blocked">Whether it is blocked from now on.</param>
/// <param name="Reason">Why.</param>
public sealed record BlockRequest(string? Code, bool? Blocked, string? Reason);

/// <summary>What was done by hand.</summary>
/// <param name="Acts">The acts, latest first.</param>
public sealed record ActList(IReadOnlyList<Act> Acts);
