using System.Collections.Concurrent;
using Pedestal.Messaging;

namespace Pedestal.Fleet;

/// <summary>
/// At which of the venue's brokers each pedestal is. A pedestal that has moved leaves its last will at the former broker, which
/// publishes it sooner or later, and keeps it: it says nothing about a pedestal that reports elsewhere.
/// </summary>
sealed class PedestalPlaces
{
    readonly ConcurrentDictionary<string, IServiceLink> _at = new(StringComparer.Ordinal);

    /// <summary>Whether a state that came over a link is the pedestal's; notes where it is.</summary>
    public bool Counts(string device, ReadOnlyMemory<byte> state, IServiceLink way)
    {
        if (state.Span.SequenceEqual("{\"online\":false}"u8))
        {
            return _at.GetValueOrDefault(device, way) == way;
        }

        if (!state.IsEmpty)
        {
            _at[device] = way;
        }

        return true;
    }
}
