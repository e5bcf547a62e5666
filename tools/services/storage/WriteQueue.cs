namespace Pedestal.Storage;

/// <summary>
/// Lets one writer at a time into a database. A thread of its own writes; what arrives meanwhile shares the next transaction, and so
/// one wait for the disk (group commit: DeWitt et al., SIGMOD 1984). A write that fails is undone alone. Safe for concurrent callers.
/// </summary>
/// <param name="transact">Runs these writes in one durable transaction, each statement within the patience.</param>
/// <param name="named">The fault that a caller gets for an error.</param>
sealed class WriteQueue(Action<IReadOnlyList<QueuedWrite>, TimeSpan?> transact, Func<Exception, Exception> named)
{
    /// <summary>How long the thread stays without work: starting one costs more than a write.</summary>
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    // A commit costs about as much as the write. Where several came together last time, more are on their way (PostgreSQL's commit_delay).
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(2);

    readonly object _lock = new();
    readonly Lock _turn = new();
    List<QueuedWrite> _waiting = [];
    bool _hasCompany;
    bool _hasThread;

    /// <summary>Runs work in its turn; the result is there when it is durable.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="lookups">
    /// What it reads first. It may run again after it was undone because another one failed; null for work that may not.
    /// </param>
    /// <param name="cancellation">Withdraws it until its turn.</param>
    public Task<T> WriteAsync<T>(Func<Session, T> work, IReadOnlyList<Lookup>? lookups, CancellationToken cancellation)
    {
        var write = new QueuedWrite<T>(work, lookups, cancellation);
        lock (_lock)
        {
            _waiting.Add(write);
            if (_hasThread)
            {
                Monitor.Pulse(_lock);
                return write.Result;
            }

            _hasThread = true;
        }

        new Thread(Serve) { IsBackground = true, Name = "writer" }.UnsafeStart();
        return write.Result;
    }

    /// <summary>Runs work in its turn, in a transaction of its own with a patience of its own; returns when it is durable.</summary>
    public T Write<T>(Func<Session, T> work, TimeSpan patience)
    {
        var write = new QueuedWrite<T>(work, lookups: null, CancellationToken.None);
        Transact([write], patience);
        return write.Result.GetAwaiter().GetResult();
    }

    /// <summary>Runs work that is no transaction while nobody writes.</summary>
    public void Hold(Action work)
    {
        lock (_turn)
        {
            work();
        }
    }

    void Serve()
    {
        while (Take() is { } group)
        {
            Transact(group, patience: null);
        }
    }

    /// <summary>All that wait; null when nothing came for a while, and the thread ends.</summary>
    List<QueuedWrite>? Take()
    {
        if (!WaitForWrites())
        {
            return null;
        }

        if (_hasCompany)
        {
            Thread.Sleep(Gathering);
        }

        lock (_lock)
        {
            (var group, _waiting) = (_waiting, []);
            _hasCompany = group.Count > 1;
            return group;
        }
    }

    bool WaitForWrites()
    {
        lock (_lock)
        {
            _hasThread = _waiting.Count > 0 || Monitor.Wait(_lock, Idle) || _waiting.Count > 0;
            return _hasThread;
        }
    }

    void Transact(IReadOnlyList<QueuedWrite> group, TimeSpan? patience)
    {
        Exception? fault = null;
        try
        {
            lock (_turn)
            {
                transact(group, patience);
            }
        }
        catch (Exception e)
        {
            fault = e;
        }

        foreach (var write in group)
        {
            write.End(fault, named);
        }
    }
}
