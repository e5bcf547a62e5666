using Pedestal.Hal.Host.Platform;

namespace NanoSystem.Threading;

/// <summary>Calls back once, by the board's clock. Periodic timers are not supported.</summary>
public sealed class Timer : MarshalByRefObject
{
    readonly Lock _lock = new();
    readonly TimerCallback _callback;
    readonly object _state;
    readonly BoardRun _run = Board.Run;
    IDisposable? _due;

    /// <summary>A timer that is due after so many milliseconds, or never with <see cref="Timeout.Infinite"/>.</summary>
    public Timer(TimerCallback callback, object state, int dueTime, int period)
    {
        _callback = callback;
        _state = state;
        Change(dueTime, period);
    }

    /// <summary>Changes when it is due, in milliseconds from now.</summary>
    public bool Change(int dueTime, int period)
    {
        if (period != Timeout.Infinite)
        {
            throw new NotSupportedException("A timer with a period is not supported.");
        }

        _run.ThrowIfStopped();
        lock (_lock)
        {
            _due?.Dispose();
            var clock = _run.Board.Clock;
            var due = clock.NowMicroseconds + dueTime * 1_000L;
            _due = dueTime < 0 ? null : clock.At(due, () => _run.Raise(() => _callback(_state)));
            return true;
        }
    }
}
