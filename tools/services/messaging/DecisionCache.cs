using System.Runtime.InteropServices;
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
    /// The decision already made or pending for this request, or the new one, which the caller starts. Null when the id was used
    /// before with another body, which is not a resend.
    /// </summary>
    internal Entry? GetOrAdd(SealedRequest request, Task<byte[]> reply, out bool isNew)
    {
        var key = new Key(request.Device, request.RequestId);
        var digest = MemoryMarshal.Read<UInt128>(SHA256.HashData(request.Body));
        lock (_lock)
        {
            EvictExpired();
            isNew = false;
            if (_entries.TryGetValue(key, out var known))
            {
                return known.Digest == digest ? known : null;
            }

            if (_byAge.Count >= MaximumEntries)
            {
                EvictOldest();
            }

            var entry = new Entry(key, digest, time.GetTimestamp(), request, reply);
            _entries.Add(key, entry);
            _byAge.Enqueue(entry);
            isNew = true;
            return entry;
        }
    }

    /// <summary>Forgets a request that ended without a decision, so that a resend tries again.</summary>
    internal void Forget(string device, ulong requestId, Task<byte[]> failed)
    {
        var key = new Key(device, requestId);
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var entry) && entry.IsPending(failed))
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

    /// <summary>A request, and the body of its reply.</summary>
    /// <param name="key">Who sent it.</param>
    /// <param name="digest">Half of its body's SHA-256.</param>
    /// <param name="created">When it arrived.</param>
    /// <param name="request">The request.</param>
    /// <param name="reply">The body of its reply.</param>
    internal sealed class Entry(Key key, UInt128 digest, long created, SealedRequest request, Task<byte[]> reply)
    {
        volatile SealedRequest? _request = request;
        volatile Task<byte[]>? _pending = reply;
        volatile byte[]? _made;
        int _awaited;

        internal Key Key { get; } = key;

        internal UInt128 Digest { get; } = digest;

        internal long Created { get; } = created;

        internal Task<byte[]> Reply => _pending ?? Task.FromResult(_made!);

        internal bool IsPending(Task<byte[]> reply) => _pending == reply;

        /// <summary>Adopts the budget of a message that was sent later, while the decision is pending.</summary>
        internal void Resent(SealedRequest resend) => _request?.Resent(resend);

        /// <summary>Claims the one message that gets this reply; false while another message has claimed it.</summary>
        internal bool TryAwait() => Interlocked.Exchange(ref _awaited, 1) == 0;

        /// <summary>
        /// Ends the claim. Of a decision made, no more than the reply is kept: whatever lives long enough to be moved by the garbage
        /// collector makes its pauses longer, and every guest waits for them.
        /// </summary>
        internal void EndAwait()
        {
            if (_pending is { IsCompletedSuccessfully: true } made)
            {
                _made = made.Result;
                _pending = null;
                _request = null;
            }

            Volatile.Write(ref _awaited, 0);
        }
    }
}
