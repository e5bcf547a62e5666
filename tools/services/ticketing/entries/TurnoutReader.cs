using System.Collections.Concurrent;
using Pedestal.Messaging.Guests;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Reads the turnout, for which every ticket and entry of the event is counted. Whoever watches it takes a twentieth of a core's time at
/// most: what took long to read is kept for long.
/// </summary>
sealed class TurnoutReader(Database database, TimeProvider time)
{
    const int Share = 20;

    // Read on a connection of its own, so that no guest's request waits behind it.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Lock _reading = new();
    readonly ConcurrentDictionary<int, (Turnout Turnout, long ReadAt, TimeSpan Took)> _latest = [];

    /// <summary>The turnout of an event.</summary>
    public Turnout Of(EventDetails e, EventRules rules, DateTimeOffset now, bool isWatched)
    {
        lock (_reading)
        {
            if (isWatched && _latest.TryGetValue(e.Number, out var latest) && time.GetElapsedTime(latest.ReadAt) < Share * latest.Took)
            {
                return latest.Turnout;
            }

            var began = time.GetTimestamp();
            var turnout = database.Read(session => Turnout.Read(session, e, rules, now), Patience);
            _latest[e.Number] = (turnout, time.GetTimestamp(), time.GetElapsedTime(began));
            return turnout;
        }
    }
}
