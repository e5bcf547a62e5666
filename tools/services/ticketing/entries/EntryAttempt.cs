using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>A guest at a lane who wants to pass.</summary>
/// <param name="Entrance">The lane's entrance.</param>
/// <param name="Pedestal">The lane's pedestal.</param>
/// <param name="Terms">The direction, and how long the guest has to pass.</param>
public sealed record EntryAttempt(Entrance Entrance, string Pedestal, PassageTerms Terms)
{
    // Longer than the time to pass, because the pedestal's report takes its time too.
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    internal bool IsExit => Terms.Direction == Direction.Out;

    internal EntryState State => Terms.Seconds == 0 ? EntryState.Counted : EntryState.Provisional;

    internal DateTimeOffset DueAt(DateTimeOffset now) => now.AddSeconds(Terms.Seconds) + Margin;
}
