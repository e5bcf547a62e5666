using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>Says which limit of the broker was reached: the first time at once, then once in ten seconds with how often.</summary>
sealed class LimitLog(TimeProvider time, ILogger logger)
{
    static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    readonly Lock _lock = new();
    readonly Dictionary<string, Tally> _tallies = [];

    /// <summary>A limit was reached.</summary>
    /// <param name="who">The client's identifier or address.</param>
    /// <param name="what">Which limit and what was done; one of a fixed set of texts.</param>
    internal void Reached(string who, string what)
    {
        int before;
        lock (_lock)
        {
            var tally = _tallies.GetValueOrDefault(what);
            if (tally is not null && time.GetElapsedTime(tally.Begin) < Window)
            {
                tally.Unsaid++;
                return;
            }

            before = tally?.Unsaid ?? 0;
            _tallies[what] = new Tally(time.GetTimestamp());
        }

        // What a stranger calls itself must not write the log.
        logger.LogWarning("Broker limit: {Client}: {Limit}; {Count} more before without a line of their own",
            BrokerAccounts.IsName(who) || who.All(c => char.IsAsciiHexDigit(c) || c is '.' or ':' or '[' or ']') ? who : "(invalid name)",
            what, before);
    }

    sealed class Tally(long begin)
    {
        public long Begin => begin;

        public int Unsaid { get; set; }
    }
}
