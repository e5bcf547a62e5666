namespace Pedestal.Messaging;

/// <summary>Waiting requests by deadline, counted by device. Not safe for concurrent callers.</summary>
sealed class WaitingRequests(QueueLimits limits)
{
    readonly List<WaitingRequest> _byDeadline = [];
    readonly Dictionary<string, int> _ofDevice = new(StringComparer.Ordinal);

    internal int Count => _byDeadline.Count;

    internal WaitingRequest this[int index] => _byDeadline[index];

    /// <summary>Inserts a request in order; false when its device already has as many waiting as it may.</summary>
    internal bool TryInsert(WaitingRequest added, out int index)
    {
        var device = added.Request.Device;
        var waiting = _ofDevice.GetValueOrDefault(device);
        index = -1;
        if (waiting >= limits.Of(device))
        {
            return false;
        }

        _ofDevice[device] = waiting + 1;

        // The latest request nearly always has the latest deadline, so searching from the end finds its place at once.
        for (index = _byDeadline.Count; index > 0 && _byDeadline[index - 1].Request.Deadline > added.Request.Deadline;)
        {
            index--;
        }

        _byDeadline.Insert(index, added);
        return true;
    }

    internal void RemoveAt(int index)
    {
        var device = _byDeadline[index].Request.Device;
        _byDeadline.RemoveAt(index);
        var left = _ofDevice[device] - 1;
        if (left == 0)
        {
            _ofDevice.Remove(device);
        }
        else
        {
            _ofDevice[device] = left;
        }
    }
}
