using System.Diagnostics;

namespace Pedestal.Hal.Host.Platform;

/// <summary>The machine's time. Thread-safe.</summary>
public sealed class RealTime : BoardClock
{
    readonly long _start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public override long NowMicroseconds => Stopwatch.GetElapsedTime(_start).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <inheritdoc/>
    public override DateTime WorldUtc => DateTime.UtcNow;

    /// <inheritdoc/>
    public override void Sleep(long microseconds, CancellationToken stop)
    {
        if (microseconds > 0)
        {
            stop.WaitHandle.WaitOne(TimeSpan.FromMicroseconds(microseconds));
        }
    }

    /// <inheritdoc/>
    public override IDisposable At(long microseconds, Action action)
    {
        var wait = TimeSpan.FromMicroseconds(Math.Max(0, microseconds - NowMicroseconds));
        using (ExecutionContext.SuppressFlow())
        {
            return new Due(action, wait);
        }
    }

    // A timer that nobody refers to may be collected before it is due; this one's callback refers to it.
    sealed class Due : IDisposable
    {
        readonly Action _action;
        readonly Timer _timer;

        public Due(Action action, TimeSpan wait)
        {
            _action = action;
            _timer = new Timer(Call);
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => _timer.Dispose();

        void Call(object? state)
        {
            _timer.Dispose();
            _action();
        }
    }
}
