using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>A key and its session at the sender's end. Safe for concurrent callers.</summary>
sealed class SenderKey(DeviceKey key)
{
    readonly SendingSession _session = new();

    internal DeviceKey Key { get; } = key;

    /// <summary>Gives a request the next number.</summary>
    internal void Number(Envelope request)
    {
        lock (_session)
        {
            _session.Number(request);
        }
    }

    /// <summary>Goes on in the session of an offer, unless it was left for another one since it was asked for.</summary>
    internal void Take(Envelope offer)
    {
        lock (_session)
        {
            _session.Take(offer);
        }
    }
}
