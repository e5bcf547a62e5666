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
        else
        {
            lock (_waitingLock)
            {
                _waiting.Add(write);
            }

            lock (_turn)
            {
                if (!write.IsDone)
                {
                    RunWaiting();
                }
            }
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

    // The first to get the turn writes for all who wait.
    void RunWaiting()
    {
        List<QueuedWrite> group;
        lock (_waitingLock)
        {
            (group, _waiting) = (_waiting, []);
        }

        Exception? fault = null;
        try
        {
            transact(group, null);
        }
        catch (Exception e)
        {
            fault = e;
        }

        foreach (var write in group)
        {
            write.End(fault);
        }
    }
}

/// <summary>Work that waits for its turn to write.</summary>
sealed class QueuedWrite(Action<Session> work)
{
    const string Savepoint = "queued_write";

    /// <summary>Why it failed; null while it has not.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Whether its transaction has ended.</summary>
    public bool IsDone { get; private set; }

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
        Fault ??= fault;
        IsDone = true;
    }

    void Run(Session session) => work(session);
}
