using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace Pedestal.Storage;

/// <summary>
/// Lets one writer at a time into a database. Those who wait for their turn meanwhile share the next transaction, and so one
/// wait for the disk (group commit: DeWitt et al., SIGMOD 1984). A write that fails is undone alone. Safe for concurrent callers.
/// </summary>
/// <param name="transact">Runs these writes in one durable transaction, each statement within the patience.</param>
sealed class WriteQueue(Action<IReadOnlyList<QueuedWrite>, TimeSpan?> transact)
{
    readonly Lock _waitingLock = new();
    readonly Lock _turn = new();
    List<QueuedWrite> _waiting = [];
    bool _isLed;

    /// <summary>Runs work in its turn; returns when it is durable. Work with a patience of its own has a transaction of its own.</summary>
    public T Write<T>(Func<Session, T> work, TimeSpan? patience)
    {
        T result = default!;
        var write = new QueuedWrite(session => result = work(session));
        if (patience is not null)
        {
            lock (_turn)
            {
                transact([write], patience);
            }
        }
        else if (Leads(write))
        {
            RunWaiting();
        }

        if (write.Fault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return result;
    }

    /// <summary>Runs work that is no transaction while nobody writes.</summary>
    public void Hold(Action work)
    {
        lock (_turn)
        {
            work();
        }
    }

    // True when it has to write for all who wait; false when another has written it.
    bool Leads(QueuedWrite write)
    {
        lock (_waitingLock)
        {
            _waiting.Add(write);
            if (!_isLed)
            {
                return _isLed = true;
            }
        }

        while (!write.WaitForEnd())
        {
            lock (_waitingLock)
            {
                // Another may have taken it meanwhile, whose outcome it still has to wait for.
                if (!_isLed && _waiting.Contains(write))
                {
                    return _isLed = true;
                }
            }
        }

        return false;
    }

    // The next one begins before those of this transaction are woken: the database must not wait for them.
    void RunWaiting()
    {
        List<QueuedWrite> group = [];
        Exception? fault = null;
        try
        {
            lock (_turn)
            {
                group = Taken();
                transact(group, null);
            }
        }
        catch (Exception e)
        {
            fault = e;
        }

        PassOn();
        foreach (var write in group)
        {
            write.End(fault);
        }
    }

    List<QueuedWrite> Taken()
    {
        lock (_waitingLock)
        {
            (var group, _waiting) = (_waiting, []);
            return group;
        }
    }

    // Whoever comes first leads, which may be one that has not waited: it runs already, and the other still has to wake up.
    void PassOn()
    {
        lock (_waitingLock)
        {
            _isLed = false;
            _waiting.FirstOrDefault()?.Wake();
        }
    }
}

/// <summary>Work that waits for its turn to write.</summary>
sealed class QueuedWrite(Action<Session> work)
{
    const string Savepoint = "queued_write";

    readonly object _lock = new();
    bool _isDone;
    bool _isWoken;

    /// <summary>Why it failed; null while it has not.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Runs the writes in a transaction, which may then be committed unless the only one has failed.</summary>
    public static void RunAll(IReadOnlyList<QueuedWrite> writes, Session session, DbTransaction transaction)
    {
        if (writes is [var only])
        {
            only.Run(session);
            return;
        }

        foreach (var write in writes)
        {
            transaction.Save(Savepoint);
            try
            {
                write.Run(session);
            }
            catch (Exception e)
            {
                Undo(transaction, e);
                write.Fault = e;
            }
        }
    }

    static void Undo(DbTransaction transaction, Exception fault)
    {
        try
        {
            transaction.Rollback(Savepoint);
        }
        catch (Exception)
        {
            // The connection is dead, and with it everybody's transaction, for the reason that this write was the first to meet.
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    /// <summary>Its transaction was committed, or failed for all.</summary>
    public void End(Exception? fault)
    {
        lock (_lock)
        {
            Fault ??= fault;
            _isDone = true;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Has it look whether it can lead.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _isWoken = true;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Waits until its transaction has ended (true) or it was woken (false).</summary>
    public bool WaitForEnd()
    {
        lock (_lock)
        {
            while (!_isDone && !_isWoken)
            {
                Monitor.Wait(_lock);
            }

            _isWoken = false;
            return _isDone;
        }
    }

    void Run(Session session) => work(session);
}
