namespace Pedestal.Messaging;

/// <summary>
/// An <see cref="UrgencyQueue"/> for requests that compute: one for each processor, on threads of its own, because the pool's threads
/// receive messages and send replies meanwhile. What a handler does after its first await takes no place.
/// </summary>
/// <param name="limits">How many may wait.</param>
/// <param name="time">The clock of the deadlines.</param>
/// <param name="refuse">Makes the reply to a refused request.</param>
/// <param name="isBehind">Whether messages wait to be received; the threads then pause briefly.</param>
/// <param name="places">How many requests are served at once.</param>
sealed class ComputingQueue(
    QueueLimits limits, TimeProvider time, Func<SealedRequest, byte[]> refuse, Func<bool> isBehind, int places)
    : UrgencyQueue(places, limits, time, refuse)
{
    // Long enough to receive some dozen messages, short compared with the work on one request.
    const int GiveWayMilliseconds = 1;

    /// <summary>How long an idle thread stays: starting one costs more than a search.</summary>
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    readonly int _places = places;
    int _started;
    int _idle;

    /// <inheritdoc/>
    protected override void Wake()
    {
        lock (Lock)
        {
            if (!HasWork)
            {
                return;
            }

            if (_idle > 0)
            {
                _idle--;
                Monitor.Pulse(Lock);
            }
            else if (_started < _places)
            {
                _started++;
                // Without this request's context, whose log scope would otherwise be that of all requests served by the thread.
                new Thread(Serve) { IsBackground = true, Name = "request worker" }.UnsafeStart();
            }
        }
    }

    void Serve()
    {
        while (Take() is { } next)
        {
            var started = Now();
            GiveWay();
            var reply = next.Start();
            HasWorked(started);
            _ = PassOnAsync(reply, next, started);
        }
    }

    /// <summary>
    /// A message not received yet is not counted, refused or decided, and goes stale unseen. So receiving comes first under
    /// overload, but only once per request, so that some requests are always served.
    /// </summary>
    void GiveWay()
    {
        if (isBehind())
        {
            Thread.Sleep(GiveWayMilliseconds);
        }
    }

    async Task PassOnAsync(Task<byte[]> reply, WaitingRequest next, long started)
    {
        await ((Task)reply).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        HasReplied(started);
        next.Reply.SetFromTask(reply);
    }

    /// <summary>The next request to serve; null when there was none for a while, and the thread ends.</summary>
    WaitingRequest? Take()
    {
        while (true)
        {
            List<WaitingRequest> refused = [];
            WaitingRequest? next;
            lock (Lock)
            {
                next = Next(refused);
                if (next is null && refused.Count == 0 && !WaitForMore())
                {
                    _started--;
                    return null;
                }
            }

            Refuse(refused);
            if (next is not null)
            {
                return next;
            }
        }
    }

    bool WaitForMore()
    {
        _idle++;
        if (Monitor.Wait(Lock, Idle))
        {
            return true;
        }

        _idle--;
        return HasWork;
    }
}
