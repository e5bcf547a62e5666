using System.Collections.Concurrent;
using Pedestal.Hal;
using Pedestal.Messaging.Nodes;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>The sessions of a service's requests, one for each key, in memory only. Safe for concurrent callers.</summary>
sealed class KeySessions(ICipher cipher, TimeProvider time, string node = "")
{
    // A lane may be quiet for minutes between two guests; a new session costs it one round trip.
    const int LifeSeconds = 300;
    const int OfferSeconds = 10;

    readonly ICipher _cipher = NodeMark.OfSessions(cipher, node);
    readonly ConcurrentDictionary<string, ReceivingSession> _sessions = new(StringComparer.Ordinal);
    readonly long _start = time.GetTimestamp();

    long Now => (long)time.GetElapsedTime(_start).TotalMicroseconds;

    /// <summary>Whether a fresh message has arrived under the key.</summary>
    internal bool WasUsed(SealingKey key) => _sessions.TryGetValue(key.Id, out var session) && session.WasUsed;

    /// <summary>Classifies an authentic request under the key.</summary>
    internal SessionVerdict Take(SealingKey key, Envelope request)
    {
        var session = Of(key);
        lock (session)
        {
            return session.Take(request.Session, request.Sequence, Now);
        }
    }

    /// <summary>The body of a session offer to the holder of the key.</summary>
    internal byte[] Offer(SealingKey key)
    {
        var session = Of(key);
        lock (session)
        {
            return new SessionOffer
            {
                Session = session.Offer(Now), UnixMilliseconds = time.GetUtcNow().ToUnixTimeMilliseconds(),
            }.Write();
        }
    }

    /// <summary>Ends the session of a key; the next request under it gets an offer of another one.</summary>
    internal void End(SealingKey key) => _sessions.TryRemove(key.Id, out _);

    ReceivingSession Of(SealingKey key) =>
        _sessions.GetOrAdd(key.Id, _ => new ReceivingSession(_cipher, LifeSeconds, OfferSeconds));
}
