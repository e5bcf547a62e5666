namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// Time that passes only when somebody sleeps, so that hours of waiting cost nothing. What is due is called in the order of its
/// times, on the thread that sleeps. Thread-safe, but in a fixed order only for one thread.
/// </summary>
/// <param name="worldUtc">The date and time at which it begins; 28 November 2026, 18:00 when null.</param>
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

    /// <summary>Lets time pass. It never goes back: a negative span is ignored.</summary>
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

    /// <summary>Moves on to what is due before the end, or to the end.</summary>
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
