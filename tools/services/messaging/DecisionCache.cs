using System.Security.Cryptography;

namespace Pedestal.Messaging;

/// <summary>
/// The decision for each request, pending or made, so that a resend gets the same one. Bounded in number and in time.
/// </summary>
sealed class DecisionCache(TimeProvider time)
{
    internal const int MaximumEntries = 4096;
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    readonly Lock _lock = new();
    readonly Dictionary<Key, Entry> _entries = [];
    readonly Queue<Entry> _byAge = [];

    /// <summary>
    /// The decision already made or pending for this request, or the one started now. Null when the id was used before with
    /// another body, which is not a resend.
    /// </summary>
    internal Entry? GetOrStart(SealedRequest request, Func<Task<byte[]>> start)
    {
        var key = new Key(request.Device, request.RequestId);
        var digest = SHA256.HashData(request.Body);
        lock (_lock)
        {
            EvictExpired();
            if (_entries.TryGetValue(key, out var known))
            {
                return known.Digest.AsSpan().SequenceEqual(digest) ? known : null;
            }

            if (_byAge.Count >= MaximumEntries)
            {
                EvictOldest();
            }

            var entry = new Entry(key, digest, time.GetTimestamp(), request, start());
            _entries.Add(key, entry);
            _byAge.Enqueue(entry);
            return entry;
        }
    }

    /// <summary>Forgets a request that ended without a decision, so that a resend tries again.</summary>
    internal void Forget(string device, ulong requestId, Task<byte[]> failed)
    {
        var key = new Key(device, requestId);
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.Reply == failed)
            {
                _entries.Remove(key);
            }
        }
    }

    void EvictExpired()
    {
        while (_byAge.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Created) > Lifetime)
        {
            EvictOldest();
        }
    }

    void EvictOldest()
    {
        var oldest = _byAge.Dequeue();
        if (_entries.TryGetValue(oldest.Key, out var current) && current == oldest)
        {
            _entries.Remove(oldest.Key);
        }
    }

    internal readonly record struct Key(string Device, ulong RequestId);

    /// <summary>A request as it first arrived, and the body of its reply.</summary>
    internal sealed class Entry(Key key, byte[] digest, long created, SealedRequest request, Task<byte[]> reply)
    {
        int _awaited;

        internal Key Key { get; } = key;

        internal byte[] Digest { get; } = digest;

        internal long Created { get; } = created;

        internal SealedRequest Request { get; } = request;

        internal Task<byte[]> Reply { get; } = reply;

        /// <summary>Claims the one message that gets this reply; false while another message has claimed it.</summary>
        internal bool TryAwait() => Interlocked.Exchange(ref _awaited, 1) == 0;

        internal void EndAwait() => Volatile.Write(ref _awaited, 0);
    }
}
