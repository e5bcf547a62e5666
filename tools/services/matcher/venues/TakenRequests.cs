namespace Pedestal.Matcher;

/// <summary>How many requests were taken and have no reply yet. Safe for concurrent callers.</summary>
sealed class TakenRequests
{
    readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Whoever takes them counts as one until it takes no more.
    int _count = 1;
    int _ended;

    /// <summary>One more was taken.</summary>
    public void Take() => Interlocked.Increment(ref _count);

    /// <summary>One has its reply, or gets none.</summary>
    public void Done()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            _all.TrySetResult();
        }
    }

    /// <summary>Takes no more, by these means, and waits until none is left.</summary>
    public async Task EndAsync(Func<Task> takeNoMore, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            try
            {
                await takeNoMore();
            }
            finally
            {
                Done();
            }
        }

        await _all.Task.WaitAsync(cancellation);
    }
}
