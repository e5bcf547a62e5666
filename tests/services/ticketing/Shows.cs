using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;
using Pedestal.Storage;

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

    /// <summary>The lane of a request "pedestal/id", without a contact unless a time to pass is given.</summary>
    internal static EntryAttempt Lane(string key, Entrance entrance, int seconds = 0, Direction direction = Direction.In) =>
        new(entrance, key.Split('/')[0], new PassageTerms(direction, seconds));

    /// <summary>A lane without a contact.</summary>
    internal static readonly EntryAttempt GateLane = new(Gate, "gate-1", PassageTerms.AtOnce);

    /// <summary>The built-in tickets of a store.</summary>
    internal static BuiltInTickets BuiltIn(TicketStore store, TimeProvider time) => new(
        store, new TicketingOptions { Venue = Venue }, new TrustedTime(time), new TicketingMetrics(new OwnMeters()),
        NullLogger<BuiltInTickets>.Instance);

    /// <summary>Shows a code at a lane without a contact.</summary>
    internal static TicketOutcome RedeemCode(this TicketStore store, PresentedCode presented, Entrance entrance, string key,
        DateTimeOffset now, CancellationToken cancellation = default) =>
        store.Admissions.ByCodeAsync(presented, Lane(key, entrance), key, now, cancellation).GetAwaiter().GetResult();

    /// <summary>Shows a palm at a lane without a contact.</summary>
    internal static TicketOutcome RedeemToken(this TicketStore store, byte[] token, int number, Entrance entrance, string key,
        DateTimeOffset now, bool withRotating = true, CancellationToken cancellation = default) =>
        store.Admissions.ByPalmAsync(token, number, Lane(key, entrance), key, now, withRotating, cancellation).GetAwaiter().GetResult();

    internal static EventDetails Named(string name) => new() { Number = 1, Name = name, Venue = Venue };
}
