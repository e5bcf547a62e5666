namespace Pedestal.Ticketing;

/// <summary>Which tickets to find: exactly one of the three, in the body because addresses are logged.</summary>
/// <param name="Code">A ticket's code.</param>
/// <param name="Account">An account.</param>
/// <param name="Search">The beginning of a code, or any part of an account's name, in any case; two characters or more.</param>
public sealed record LookupRequest(string? Code = null, string? Account = null, string? Search = null);

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
/// <param name="Request">Names the request, so that it admits once and opens the lane once however often it is sent; up to 64 characters.</param>
/// <param name="LastEntry">
/// The highest number of an entry in the history that the operator has seen, 0 for none: who did not see that the ticket has admitted
/// since admits nobody. Null to admit whatever happened.
/// </param>
public sealed record AdmissionRequest(string? Code, string? Lane, string? Reason, string? Request = null, long? LastEntry = null);

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
