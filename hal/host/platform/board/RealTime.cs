using System.Diagnostics;

namespace Pedestal.Hal.Host.Platform;

/// <summary>The PC's time, or a multiple of it. Thread-safe.</summary>
public sealed class RealTime : BoardClock
{
    readonly Lock _lock = new();
    long _since = Stopwatch.GetTimestamp();
    double _before;
    double _speed = 1;

    /// <summary>
    /// How fast time passes; 1 is the PC's pace. Waits that have begun still end when they would have on the PC's clock.
    /// </summary>
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

    // The garbage collector may take an unreferenced timer before it is due; the callback keeps this one referenced.
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
