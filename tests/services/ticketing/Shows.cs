using Pedestal.Messaging.Guests;

namespace Pedestal.Ticketing.Tests;

/// <summary>Where and when the tests' events take place.</summary>
static class Shows
{
    internal const string Venue = "demo";

    /// <summary>The only entrance of the tests that need one.</summary>
    internal static readonly Entrance Gate = new(Venue, "main");

    /// <summary>Opens an event by hand, whether or not tickets were imported for it; returns its number.</summary>
    internal static int OpenByHand(this TicketStore store, string name, params string[] entrances)
    {
        var now = DateTimeOffset.UnixEpoch;
        if (store.Events.Find(name, Venue) is null)
        {
            store.Events.Add(Named(name), Venue, now);
        }

        return store.Events.Change(name, Venue, e => e with { Opening = EventOpening.Open, Entrances = entrances }, now).Number;
    }

    internal static EventDetails Named(string name) => new() { Number = 1, Name = name, Venue = Venue };
}
