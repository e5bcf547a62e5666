namespace Pedestal.Messaging;

/// <summary>
/// Queues requests for a few places, earliest deadline first (Liu and Layland, JACM 20(1), 1973). A request that could not have
/// its reply in time behind those ahead of it, or soon, is refused at once, so that the others are in time under overload.
/// </summary>
/// <param name="places">How many requests are served at once.</param>
/// <param name="limits">How many may wait.</param>
/// <param name="time">The clock of the deadlines.</param>
/// <param name="refuse">Makes the reply to a refused request.</param>
abstract class UrgencyQueue(int places, QueueLimits limits, TimeProvider time, Func<SealedRequest, byte[]> refuse)
{
    readonly WaitingRequests _waiting = new(limits);
    readonly Forecast _forecast = new();
    int _serving;

    /// <summary>Adds a request; its reply is the handler's, or the refusal.</summary>
    internal void Add(WaitingRequest added)
    {
        List<WaitingRequest> refused = [];
        lock (Lock)
        {
            if (_waiting.TryInsert(added, out var index))
            {
                RefuseFrom(index, refused);
            }
            else
            {
                refused.Add(added);
            }
        }

        // Whoever brings a request sends its refusal at once.
        if (refused.Remove(added))
        {
            added.Reply.SetResult(refuse(added.Request));
        }

        Refuse(refused);
        Wake();
    }

    /// <summary>Guards everything that changes.</summary>
    protected object Lock { get; } = new();

    /// <summary>Whether a request waits and a place is free; only under the lock.</summary>
    protected bool HasWork => _waiting.Count > 0 && _serving < places;

    /// <summary>Has waiting requests served if places are free.</summary>
    protected abstract void Wake();

    /// <summary>The next request to serve, which has a place from now on, and those whose time is over; only under the lock.</summary>
    protected WaitingRequest? Next(List<WaitingRequest> refused)
    {
        var now = time.GetTimestamp();
        while (HasWork)
        {
            // A request that found a place free is served whatever the estimate says: that is how the estimate recovers.
            var first = _waiting[0];
            _waiting.RemoveAt(0);
            if (!first.Delayed || !_forecast.IsHopeless(first.Request, turns: 0, now))
            {
                _serving++;
                return first;
            }

            refused.Add(first);
        }

        return null;
    }

    /// <summary>Frees a request's place, and learns how long it was taken.</summary>
    protected void HasWorked(long started)
    {
        lock (Lock)
        {
            _serving--;
            _forecast.HasWorked(time.GetElapsedTime(started));
        }
    }

    /// <summary>Learns how long a request took until its reply.</summary>
    protected void HasReplied(long started)
    {
        lock (Lock)
        {
            _forecast.HasReplied(time.GetElapsedTime(started));
        }
    }

    /// <summary>Now, for <see cref="HasWorked"/> and <see cref="HasReplied"/>.</summary>
    protected long Now() => time.GetTimestamp();

    /// <summary>Refuses requests. Their replies are sent by the pool: the caller has a request to receive or to serve.</summary>
    protected void Refuse(List<WaitingRequest> refused)
    {
        foreach (var waiting in refused)
        {
            var reply = refuse(waiting.Request);
            ThreadPool.UnsafeQueueUserWorkItem(_ => waiting.Reply.SetResult(reply), null);
        }
    }

    /// <summary>Removes requests that were pushed back too far.</summary>
    void RefuseFrom(int index, List<WaitingRequest> refused)
    {
        var now = time.GetTimestamp();
        for (var i = index; i < _waiting.Count;)
        {
            var (waiting, turns) = (_waiting[i], (i + _serving) / places);
            waiting.Delayed |= turns > 0;
            if (i >= limits.OfAll || (waiting.Delayed && _forecast.IsHopeless(waiting.Request, turns, now)))
            {
                refused.Add(waiting);
                _waiting.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }
    }
}
