using Pedestal.Messaging.Guests;

namespace Pedestal.Identity;

/// <summary>An event of a relying party.</summary>
/// <param name="Party">The relying party, the master of its events.</param>
/// <param name="Details">The event as the party describes it.</param>
public sealed record PartyEvent(string Party, EventDetails Details)
{
    /// <summary>Its number within the party; never used again for another event.</summary>
    public int Number => Details.Number;

    /// <summary>The name under which the event has a key, if it has one.</summary>
    public string KeyName => Party == RelyingParty.Ticketing ? Details.Name : $"{Party}/{Details.Name}";

    /// <summary>Whether its guests' palms belong in memory: from some time before doors until its end, or while it is open.</summary>
    public bool IsWantedAt(DateTimeOffset now, TimeSpan before) =>
        Details.Opening == EventOpening.Open || (now >= Details.Doors - before && now < Details.End);
}
