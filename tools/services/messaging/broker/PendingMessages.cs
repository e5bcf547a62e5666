namespace Pedestal.Messaging;

/// <summary>
/// How many bytes wait for each client and for all together. The sizes of what was handed over are kept in order; how many of
/// them still wait is the client's own count. Safe for concurrent callers.
/// </summary>
sealed class PendingMessages(BrokerLimits limits)
{
    internal const string ClientFull = "too much waits for it: a message was dropped";
    internal const string AllFull = "too much waits for all clients, and more than its share for it: a message was dropped";

    readonly Lock _lock = new();
    readonly Dictionary<string, Receiver> _receivers = new(StringComparer.Ordinal);
    long _total;

    /// <summary>Bytes that wait, or have been sent since somebody last asked.</summary>
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

    /// <summary>A client is there.</summary>
    /// <param name="client">Its identifier.</param>
    /// <param name="pending">How many messages wait for it now.</param>
    internal void Add(string client, Func<long> pending)
    {
        lock (_lock)
        {
            Forget(client);
            _receivers[client] = new Receiver(pending);
        }
    }

    /// <summary>A client is gone, and what waited for it too.</summary>
    internal void Remove(string client)
    {
        lock (_lock)
        {
            Forget(client);
        }
    }

    /// <summary>Takes a message for a client: null, or which limit keeps it out.</summary>
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

        /// <summary>Takes out what has been sent; its bytes.</summary>
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
