namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// Time that passes only when a thread sleeps, so that hours of waiting cost nothing. Actions that are due run in order of time, on
/// the sleeping thread. Thread-safe, but the order is repeatable for a single thread only.
/// </summary>
/// <param name="worldUtc">The date and time at its start, UTC; 28 November 2026, 18:00 when null.</param>
public sealed class VirtualTime(DateTime? worldUtc = null) : BoardClock
{
    readonly Lock _lock = new();
    readonly PriorityQueue<Due, (long Time, long Order)> _due = new();
    readonly DateTime _begin = worldUtc ?? new DateTime(2026, 11, 28, 18, 0, 0, DateTimeKind.Utc);
    long _now;
    long _order;

    /// <inheritdoc/>
    public override long NowMicroseconds => Interlocked.Read(ref _now);

    /// <inheritdoc/>
    public override DateTime WorldUtc => _begin.AddMicroseconds(NowMicroseconds);

    /// <inheritdoc/>
    public override void Sleep(long microseconds, CancellationToken stop)
    {
        if (!stop.IsCancellationRequested)
        {
            Advance(microseconds);
        }
    }

    /// <summary>Advances the time. It never goes back: a negative span is ignored.</summary>
    public void Advance(long microseconds)
    {
        var end = NowMicroseconds + Math.Max(0, microseconds);
        while (Next(end) is { } action)
        {
            action();
        }
    }

    /// <inheritdoc/>
    public override IDisposable At(long microseconds, Action action)
    {
        var due = new Due(action);
        lock (_lock)
        {
            _due.Enqueue(due, (microseconds, _order++));
        }

        return due;
    }

    /// <summary>Advances to the next action that is due by then, or to the end.</summary>
    Action? Next(long end)
    {
        lock (_lock)
        {
            while (_due.TryPeek(out var due, out var when) && when.Time <= end)
            {
                _due.Dequeue();
                _now = Math.Max(_now, when.Time);
                if (due.Action is { } action)
                {
                    return action;
                }
            }

            _now = Math.Max(_now, end);
            return null;
        }
    }

    sealed class Due(Action action) : IDisposable
    {
        public Action? Action { get; private set; } = action;

        public void Dispose() => Action = null;
    }
}
