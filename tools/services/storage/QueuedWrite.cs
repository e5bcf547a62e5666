using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace Pedestal.Storage;

/// <summary>Work that waits for its turn to write.</summary>
/// <param name="isRepeatable">Whether it may run again after it was undone.</param>
/// <param name="cancellation">Withdraws it until its turn.</param>
abstract class QueuedWrite(bool isRepeatable, CancellationToken cancellation)
{
    const string Savepoint = "queued_write";

    /// <summary>Why it failed alone; null while it has not.</summary>
    protected Exception? Fault { get; private set; }

    /// <summary>Runs the writes in a transaction, which may then be committed unless the only one has failed.</summary>
    public static void RunAll(IReadOnlyList<QueuedWrite> writes, Session session, DbTransaction transaction)
    {
        var wanted = writes.Where(write => !write.IsWithdrawn()).ToList();
        if (wanted is [var only])
        {
            only.Run(session);
            return;
        }

        RunEach(wanted.Where(write => !write.IsRepeatable), session, transaction);
        RunTogether([.. wanted.Where(write => write.IsRepeatable)], session, transaction);
    }

    /// <summary>Its transaction was committed, or failed for all.</summary>
    /// <param name="fault">Why it failed for all; null if it did not.</param>
    /// <param name="named">The fault that a caller gets for an error.</param>
    public abstract void End(Exception? fault, Func<Exception, Exception> named);

    /// <summary>Runs it in a transaction.</summary>
    protected abstract void Run(Session session);

    bool IsRepeatable => isRepeatable;

    bool IsWithdrawn()
    {
        Fault = cancellation.IsCancellationRequested ? new OperationCanceledException(cancellation) : null;
        return Fault is not null;
    }

    static void RunEach(IEnumerable<QueuedWrite> writes, Session session, DbTransaction transaction)
    {
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

    // A point to return to costs a database as much as a write, and hardly any write fails: one point serves all, and only if one of
    // them fails is each run again with a point of its own.
    static void RunTogether(List<QueuedWrite> writes, Session session, DbTransaction transaction)
    {
        if (writes.Count == 0)
        {
            return;
        }

        transaction.Save(Savepoint);
        try
        {
            writes.ForEach(write => write.Run(session));
        }
        catch (Exception e)
        {
            Undo(transaction, e);
            RunEach(writes, session, transaction);
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
}

/// <summary>Work with a result.</summary>
sealed class QueuedWrite<T>(Func<Session, T> work, bool isRepeatable, CancellationToken cancellation) : QueuedWrite(isRepeatable, cancellation)
{
    // Whoever awaits it goes on elsewhere: the database must not wait for them.
    readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T _value = default!;

    /// <summary>Its result, once it is durable.</summary>
    public Task<T> Result => _result.Task;

    /// <inheritdoc/>
    public override void End(Exception? fault, Func<Exception, Exception> named)
    {
        switch (Fault ?? fault)
        {
            case null:
                _result.SetResult(_value);
                break;
            case OperationCanceledException canceled:
                _result.SetCanceled(canceled.CancellationToken);
                break;
            case var error:
                _result.SetException(named(error));
                break;
        }
    }

    /// <inheritdoc/>
    protected override void Run(Session session) => _value = work(session);
}
