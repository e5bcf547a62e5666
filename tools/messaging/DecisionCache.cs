using System.Security.Cryptography;

namespace Pedestal.Messaging;

/// <summary>
/// What each request led to, running or done, so that a resend leads to the same. Bounded in number and in time.
/// </summary>
sealed class DecisionCache(TimeProvider time)
{
    internal const int MaximumEntries = 4096;
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    readonly Lock _lock = new();
    readonly Dictionary<Key, Entry> _entries = [];
    readonly Queue<Entry> _byAge = [];

    /// <summary>
    /// The task of this request: the one begun for it before, or a new one. Null when the id was used before for
    /// another body, which is no resend.
    /// </summary>
    internal Task<byte[]>? GetOrStart(string device, ulong requestId, byte[] body, Func<Task<byte[]>> start)
    {
        var key = new Key(device, requestId);
        var digest = SHA256.HashData(body);
        lock (_lock)
        {
            EvictExpired();
            if (_entries.TryGetValue(key, out var known))
            {
                return known.Digest.AsSpan().SequenceEqual(digest) ? known.Task : null;
            }

            if (_byAge.Count >= MaximumEntries)
            {
                EvictOldest();
            }

            var entry = new Entry(key, digest, time.GetTimestamp(), start());
            _entries.Add(key, entry);
            _byAge.Enqueue(entry);
            return entry.Task;
        }
    }

    /// <summary>Forgets a request that came to no decision, so that a resend tries again.</summary>
    internal void Forget(string device, ulong requestId, Task<byte[]> failed)
    {
        var key = new Key(device, requestId);
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.Task == failed)
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

    readonly record struct Key(string Device, ulong RequestId);

    sealed record Entry(Key Key, byte[] Digest, long Created, Task<byte[]> Task);
}
