namespace Pedestal.Identity;

/// <summary>The receipt of a withdrawal or a deletion.</summary>
/// <param name="Number">The number of the audit log's entry about it; null for one from before receipts had numbers.</param>
/// <param name="At">When it was done.</param>
/// <param name="Party">The party whose consent was withdrawn; null for a deletion of everything.</param>
/// <param name="IsConfirmed">Whether the parties have forgotten the tokens; if not, they are told until they have.</param>
public sealed record Receipt(long? Number, DateTimeOffset At, string? Party, bool IsConfirmed);
