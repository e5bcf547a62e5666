using System.Diagnostics;

namespace Pedestal.Hal.Host.Platform;

/// <summary>The machine's time, or a multiple of it. Thread-safe.</summary>
public sealed class RealTime : BoardClock
{
    readonly Lock _lock = new();
    long _since = Stopwatch.GetTimestamp();
    double _before;
    double _speed = 1;

    /// <summary>How fast it passes; waits that have begun keep their end on the machine's clock.</summary>
    public double Speed
    {
        get
        {
            lock (_lock)
            {
                return _speed;
            }
        }

        set
        {
            lock (_lock)
            {
                _before = Now;
                _since = Stopwatch.GetTimestamp();
                _speed = value;
            }
        }
    }

    /// <inheritdoc/>
    public override long NowMicroseconds
    {
        get
        {
            lock (_lock)
            {
                return (long)Now;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTime WorldUtc => DateTime.UtcNow;

    double Now => _before + Stopwatch.GetElapsedTime(_since).TotalMicroseconds * _speed;

    /// <inheritdoc/>
    public override void Sleep(long microseconds, CancellationToken stop)
    {
        if (microseconds > 0)
        {
            stop.WaitHandle.WaitOne(OnMachine(TimeSpan.FromMicroseconds(microseconds)));
        }
    }

    /// <inheritdoc/>
    public override IDisposable At(long microseconds, Action action)
    {
        var wait = OnMachine(TimeSpan.FromMicroseconds(Math.Max(0, microseconds - NowMicroseconds)));
        using (ExecutionContext.SuppressFlow())
        {
            return new Due(action, wait);
        }
    }

    /// <inheritdoc/>
    public override TimeSpan OnMachine(TimeSpan time) => time / Speed;

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
