using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// Offline admissions of tickets that should not have been admitted, each counted once; of a lane no more than it can admit, so that
/// none fills the memory with invented ones. Thread-safe.
/// </summary>
sealed class OfflineConflicts
{
    readonly Lock _lock = new();
    readonly Dictionary<string, HashSet<ulong>> _known = [];

    /// <summary>How many there are.</summary>
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

    /// <summary>Counts one by its device and request; false when it is known, or the device has had all that it can have.</summary>
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
