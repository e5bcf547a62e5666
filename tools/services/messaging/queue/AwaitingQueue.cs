namespace Pedestal.Messaging;

/// <summary>
/// An <see cref="UrgencyQueue"/> for requests that wait for something else, such as a database: each keeps its place until its reply.
/// It needs no threads: a handler is started by whoever brings its request, or by the one whose reply has freed a place.
/// </summary>
/// <param name="places">How many requests are served at once.</param>
/// <param name="limits">How many may wait.</param>
/// <param name="time">The clock of the deadlines.</param>
/// <param name="refuse">Makes the reply to a refused request.</param>
sealed class AwaitingQueue(int places, QueueLimits limits, TimeProvider time, Func<SealedRequest, byte[]> refuse)
    : UrgencyQueue(places, limits, time, refuse)
{
    /// <inheritdoc/>
    protected override void Wake()
    {
        while (Take() is { } next)
        {
            var started = Now();
            var reply = next.Start();
            if (reply.IsCompleted)
            {
                PassOn(reply, next, started);
            }
            else
            {
                _ = PassOnAsync(reply, next, started);
            }
        }
    }

    async Task PassOnAsync(Task<byte[]> reply, WaitingRequest next, long started)
    {
        await ((Task)reply).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        PassOn(reply, next, started);
        Wake();
    }

    void PassOn(Task<byte[]> reply, WaitingRequest next, long started)
    {
        HasWorked(started);
        HasReplied(started);
        next.Reply.SetFromTask(reply);
    }

    WaitingRequest? Take()
    {
        List<WaitingRequest> refused = [];
        WaitingRequest? next;
        lock (Lock)
        {
            next = Next(refused);
        }

        Refuse(refused);
        return next;
    }
}
