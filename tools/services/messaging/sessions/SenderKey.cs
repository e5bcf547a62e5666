using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>A key and its session at the sender's end. Safe for concurrent callers.</summary>
sealed class SenderKey(DeviceKey key)
{
    readonly SendingSession _session = new();

    internal DeviceKey Key { get; } = key;

    /// <summary>Gives a request the next sequence number.</summary>
    internal void Number(Envelope request)
    {
        lock (_session)
        {
            _session.Number(request);
        }
    }

    /// <summary>Switches to the offered session, unless the session was already replaced since the request was sent.</summary>
    internal void Take(Envelope offer)
    {
        lock (_session)
        {
            _session.Take(offer);
        }
    }
}
