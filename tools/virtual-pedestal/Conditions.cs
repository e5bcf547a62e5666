namespace Pedestal.VirtualPedestal;

/// <summary>Waits for conditions that another thread fulfils and checks. Thread-safe.</summary>
sealed class Conditions
{
    readonly Lock _lock = new();
    readonly List<Waiter> _waiters = [];
    Exception? _end;

    /// <summary>Completes when the condition holds at a check; at once when it holds already.</summary>
    public Task WaitAsync(Func<bool> condition, CancellationToken cancellation)
    {
        var waiter = new Waiter(condition, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (_end != null)
            {
                return Task.FromException(_end);
            }

            _waiters.Add(waiter);
        }

        Check();
        return waiter.Done.Task.WaitAsync(cancellation);
    }

    /// <summary>Completes every wait whose condition holds.</summary>
    public void Check()
    {
        lock (_lock)
        {
            _waiters.RemoveAll(waiter => waiter.Condition() && waiter.Done.TrySetResult());
        }
    }

    /// <summary>Ends every present and later wait with this exception.</summary>
    public void End(Exception end)
    {
        lock (_lock)
        {
            _end = end;
            _waiters.ForEach(waiter => waiter.Done.TrySetException(end));
            _waiters.Clear();
        }
    }

    sealed record Waiter(Func<bool> Condition, TaskCompletionSource Done);
}
