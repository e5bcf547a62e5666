namespace Pedestal.Web.Live;

/// <summary>Something that needs somebody.</summary>
/// <param name="IsUrgent">Whether guests wait for it, or come in without a ticket.</param>
/// <param name="What">What happened.</param>
/// <param name="ToDo">What to do.</param>
/// <param name="Lane">The lane; null for none.</param>
public sealed record Alert(bool IsUrgent, string What, string ToDo, string? Lane = null);
