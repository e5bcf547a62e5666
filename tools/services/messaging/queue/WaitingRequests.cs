namespace Pedestal.Messaging;

/// <summary>Waiting requests by deadline, counted by device. For one thread at a time.</summary>
sealed class WaitingRequests(QueueLimits limits)
{
    readonly List<WaitingRequest> _byDeadline = [];
    readonly Dictionary<string, int> _ofDevice = new(StringComparer.Ordinal);

    internal int Count => _byDeadline.Count;

    internal WaitingRequest this[int index] => _byDeadline[index];

    /// <summary>Puts a request where it belongs; false when its device has as many waiting as it may.</summary>
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

        // Nearly always the latest deadline comes last: from the end it is found at once.
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
