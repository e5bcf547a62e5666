namespace Pedestal.VirtualPedestal;

/// <summary>Waiting for conditions that another thread brings about and checks. Thread-safe.</summary>
sealed class Conditions
{
    readonly Lock _lock = new();
    readonly List<Waiter> _waiters = [];
    Exception? _failure;

    /// <summary>Completes once the condition holds at a check; at once when it holds now.</summary>
    public Task WaitAsync(Func<bool> condition, CancellationToken cancellation)
    {
        var waiter = new Waiter(condition, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (_failure != null)
            {
                return Task.FromException(_failure);
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

    /// <summary>Nothing more will come about: ends every wait, now and later, with this failure.</summary>
    public void Fail(Exception failure)
    {
        lock (_lock)
        {
            _failure = failure;
            _waiters.ForEach(waiter => waiter.Done.TrySetException(failure));
            _waiters.Clear();
        }
    }

    sealed record Waiter(Func<bool> Condition, TaskCompletionSource Done);
}
