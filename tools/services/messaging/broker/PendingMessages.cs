namespace Pedestal.Messaging;

/// <summary>
/// Counts the bytes queued for each client and for all together. The sizes of delivered messages are kept in order; the
/// client's own count says how many of them still wait. Safe for concurrent callers.
/// </summary>
sealed class PendingMessages(BrokerLimits limits)
{
    internal const string ClientFull = "its queue is full: a message was dropped";
    internal const string AllFull = "the queues of all clients are full and it exceeds its share: a message was dropped";

    readonly Lock _lock = new();
    readonly Dictionary<string, Receiver> _receivers = new(StringComparer.Ordinal);
    long _total;

    /// <summary>Bytes queued, or sent since the last call.</summary>
    internal long Total
    {
        get
        {
            lock (_lock)
            {
                return _total;
            }
        }
    }

    /// <summary>Adds a client that has connected.</summary>
    /// <param name="client">Its identifier.</param>
    /// <param name="pending">Returns how many messages wait for it now.</param>
    internal void Add(string client, Func<long> pending)
    {
        lock (_lock)
        {
            Forget(client);
            _receivers[client] = new Receiver(pending);
        }
    }

    /// <summary>Removes a client and what was queued for it.</summary>
    internal void Remove(string client)
    {
        lock (_lock)
        {
            Forget(client);
        }
    }

    /// <summary>Queues a message for a client: null, or the limit that prevents it.</summary>
    internal string? Take(string client, long bytes)
    {
        lock (_lock)
        {
            if (!_receivers.TryGetValue(client, out var receiver))
            {
                return null;
            }

            _total -= receiver.Settle();
            if (receiver.Bytes + bytes > limits.PendingBytes)
            {
                return ClientFull;
            }

            if (_total + bytes > limits.PendingBytesOfAll && IsOverShare(receiver, bytes))
            {
                return AllFull;
            }

            receiver.Add(bytes);
            _total += bytes;
            return null;
        }
    }

    bool IsOverShare(Receiver receiver, long bytes)
    {
        foreach (var other in _receivers.Values)
        {
            _total -= other.Settle();
        }

        return _total + bytes > limits.PendingBytesOfAll
            && receiver.Bytes + bytes > limits.PendingBytesOfAll / _receivers.Count;
    }

    void Forget(string client)
    {
        if (_receivers.Remove(client, out var receiver))
        {
            _total -= receiver.Bytes;
        }
    }

    sealed class Receiver(Func<long> pending)
    {
        readonly Queue<long> _sizes = new();

        public long Bytes { get; private set; }

        public void Add(long bytes)
        {
            _sizes.Enqueue(bytes);
            Bytes += bytes;
        }

        /// <summary>Removes what has been sent. Returns its bytes.</summary>
        public long Settle()
        {
            var before = Bytes;
            for (var waiting = pending(); _sizes.Count > waiting;)
            {
                Bytes -= _sizes.Dequeue();
            }

            return before - Bytes;
        }
    }
}
