namespace Pedestal.Messaging;

/// <summary>
/// The counter of sent envelopes. It starts at the clock's microseconds, or above what was sent before if the clock went
/// back, so it increases over restarts too.
/// </summary>
sealed class SendCounter(string sender, TimeProvider time, ReplayGuard guard)
{
    ulong _last = guard.FirstToSend(sender, (ulong)time.GetUtcNow().ToUnixTimeMilliseconds() * 1000);

    internal ulong Next() => Interlocked.Increment(ref _last);
}
