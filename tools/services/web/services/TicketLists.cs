namespace Pedestal.Web.Services;

/// <summary>What an import would do.</summary>
/// <param name="Columns">The columns that are used.</param>
/// <param name="Unused">Named columns that are not.</param>
/// <param name="Tickets">Tickets that would be added or updated.</param>
/// <param name="LeftOut">Rows that would be left out.</param>
/// <param name="Events">The number of tickets for each event.</param>
/// <param name="NewEvents">Events that would be created.</param>
/// <param name="Errors">The rows that would be left out.</param>
/// <param name="Warnings">Rows that look damaged.</param>
public sealed record ListPreview(IReadOnlyList<string> Columns, IReadOnlyList<string> Unused, int Tickets, int LeftOut,
    IReadOnlyList<ListedEvent> Events, IReadOnlyList<string> NewEvents, IReadOnlyList<RowNote> Errors, IReadOnlyList<RowNote> Warnings);

/// <summary>A list's tickets for an event.</summary>
/// <param name="Event">The event.</param>
/// <param name="Tickets">How many.</param>
/// <param name="HasNoTimes">Whether it has no times, so that it does not open by itself.</param>
/// <param name="UnknownProducts">Products that its rules do not name.</param>
public sealed record ListedEvent(string Event, int Tickets, bool HasNoTimes, IReadOnlyList<string>? UnknownProducts);

/// <summary>A note about a row.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record RowNote(int Line, string Reason);

/// <summary>The result of an import.</summary>
/// <param name="Imported">Tickets added or updated.</param>
/// <param name="LeftOut">Rows left out.</param>
/// <param name="Used">Tickets that had been used before; they stayed used.</param>
/// <param name="Kept">Rows that could not be applied as they are written.</param>
public sealed record ListImported(int Imported, int LeftOut, int Used, IReadOnlyList<RowNote> Kept);
