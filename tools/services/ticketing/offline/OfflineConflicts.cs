using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// Counts offline admissions that should not have happened, each once, and for each lane no more than it can admit, so that
/// none can fill the memory with invented ones. Thread-safe.
/// </summary>
sealed class OfflineConflicts
{
    readonly Lock _lock = new();
    readonly Dictionary<string, HashSet<ulong>> _known = [];

    /// <summary>The number of conflicts.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _known.Values.Sum(requests => requests.Count);
            }
        }
    }

    /// <summary>
    /// Counts a conflict by its device and request; false when it is known, or the device has reached its limit.
    /// </summary>
    public bool Add(string device, ulong requestId)
    {
        lock (_lock)
        {
            if (!_known.TryGetValue(device, out var requests))
            {
                _known[device] = requests = [];
            }

            return requests.Count < TicketRequest.MaximumReports && requests.Add(requestId);
        }
    }
}
