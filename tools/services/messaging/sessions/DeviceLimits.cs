using System.Collections.Concurrent;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// A token bucket for each device, so that no device takes the time of the others. Only for devices with a key, which bounds
/// the number of buckets. Safe for concurrent callers.
/// </summary>
sealed class DeviceLimits(RateLimit limit, Predicate<string>? speaks, TimeProvider time)
{
    readonly ConcurrentDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);
    readonly long _start = time.GetTimestamp();

    /// <summary>Whether one more message of the device is accepted now.</summary>
    internal bool Allows(string device)
    {
        var bucket = _buckets.GetOrAdd(device, static (name, limits) => limits.NewBucket(name), this);
        lock (bucket)
        {
            return bucket.TryTake((long)time.GetElapsedTime(_start).TotalMicroseconds);
        }
    }

    TokenBucket NewBucket(string device)
    {
        var own = speaks?.Invoke(device) == true ? RateLimit.OfSpeaker : limit;
        return new TokenBucket(own.PerSecond, own.AtOnce);
    }
}
