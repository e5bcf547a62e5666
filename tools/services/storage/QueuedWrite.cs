using System.Data.Common;
using System.Runtime.ExceptionServices;

namespace Pedestal.Storage;

/// <summary>Work that waits for its turn to write.</summary>
/// <param name="lookups">What it reads first. It may run again after it was undone; null for work that may not.</param>
/// <param name="cancellation">Withdraws it until its turn.</param>
abstract class QueuedWrite(IReadOnlyList<Lookup>? lookups, CancellationToken cancellation)
{
    const string Savepoint = "queued_write";

    /// <summary>Why it failed alone; null while it has not.</summary>
    protected Exception? Fault { get; private set; }

    /// <summary>Runs the writes in a transaction and commits it, unless none is wanted any more or the only one fails.</summary>
    public static void RunAll(IReadOnlyList<QueuedWrite> writes, Session session, DbTransaction transaction, Action commit)
    {
        var wanted = writes.Where(write => !write.IsWithdrawn()).ToList();
        switch (wanted)
        {
            case []:
                return;
            case [var only]:
                session.Post(only.Lookups);
                session.Flush();
                only.Run(session);
                commit();
                return;
            default:
                RunEach(wanted.Where(write => !write.IsRepeatable), session, transaction);
                RunTogether([.. wanted.Where(write => write.IsRepeatable)], session, transaction, commit);
                return;
        }
    }

    /// <summary>Its transaction was committed, or failed for all.</summary>
    /// <param name="fault">Why it failed for all; null if it did not.</param>
    /// <param name="named">The fault that a caller gets for an error.</param>
    public abstract void End(Exception? fault, Func<Exception, Exception> named);

    /// <summary>Runs it in a transaction.</summary>
    protected abstract void Run(Session session);

    bool IsRepeatable => lookups is not null;

    IReadOnlyList<Lookup> Lookups => lookups ?? [];

    bool IsWithdrawn()
    {
        Fault = cancellation.IsCancellationRequested ? new OperationCanceledException(cancellation) : null;
        return Fault is not null;
    }

    static void RunEach(IEnumerable<QueuedWrite> writes, Session session, DbTransaction transaction)
    {
        foreach (var write in writes)
        {
            session.Flush();
            transaction.Save(Savepoint);
            try
            {
                write.Run(session);
                session.Flush();
            }
            catch (Exception e)
            {
                Undo(session, transaction, e);
                write.Fault = e;
            }
        }
    }

    // A point to return to costs a database as much as a write, and hardly any write fails: one point serves all, and only if one of
    // them fails is each run again with a point of its own. Work that has read ahead goes first: what is without would change the rows
    // without a claim.
    static void RunTogether(List<QueuedWrite> writes, Session session, DbTransaction transaction, Action commit)
    {
        try
        {
            session.Post($"SAVEPOINT {Savepoint}");
            session.Post(writes.SelectMany(write => write.Lookups));
            session.Flush();
            foreach (var write in writes.OrderByDescending(write => write.Lookups.Count > 0))
            {
                write.Run(session);
            }

            commit();
        }
        catch (Exception e)
        {
            Undo(session, transaction, e);
            writes.ForEach(write => write.Forget());
            RunEach(writes, session, transaction);
            commit();
        }
    }

    void Forget()
    {
        foreach (var lookup in Lookups)
        {
            lookup.Forget();
        }
    }

    static void Undo(Session session, DbTransaction transaction, Exception fault)
    {
        session.Drop();
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
sealed class QueuedWrite<T>(Func<Session, T> work, IReadOnlyList<Lookup>? lookups, CancellationToken cancellation)
    : QueuedWrite(lookups, cancellation)
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
