namespace Pedestal.Messaging;

/// <summary>
/// The counter of sent envelopes. It starts at the clock's microseconds, so it increases over restarts too without
/// anything being stored.
/// </summary>
sealed class SendCounter(TimeProvider time)
{
    long _last = time.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    internal ulong Next() => (ulong)Interlocked.Increment(ref _last);
}
