namespace Pedestal.Messaging;

/// <summary>
/// Queues requests for a few workers, earliest deadline first (Liu and Layland, JACM 20(1), 1973). A request that could not have
/// its reply in time behind those ahead of it, or soon, is refused at once, so that the others are in time under overload.
/// </summary>
/// <param name="atOnce">Requests worked on at once; null for one per processor, without a handler's work after its first await.</param>
/// <param name="limits">How many may wait.</param>
/// <param name="time">The clock of the deadlines.</param>
/// <param name="refuse">Makes the reply to a refused request.</param>
/// <param name="isBehind">Whether messages wait to be received; the workers then pause briefly.</param>
sealed class UrgencyQueue(
    int? atOnce, QueueLimits limits, TimeProvider time, Func<SealedRequest, byte[]> refuse, Func<bool> isBehind)
{
    // Long enough to receive some dozen messages, short compared with the work on one request.
    const int GiveWayMilliseconds = 1;

    /// <summary>How long an idle worker stays: starting a thread costs more than a search.</summary>
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    readonly object _lock = new();
    readonly int _atOnce = atOnce ?? Environment.ProcessorCount;
    readonly int _threads = Math.Min(atOnce ?? Environment.ProcessorCount, Environment.ProcessorCount);
    readonly WaitingRequests _waiting = new(limits);
    readonly Forecast _forecast = new();
    int _started;
    int _idle;
    int _serving;

    /// <summary>
    /// Returns the handler's reply, or the refusal. The handler starts on another thread when it is this request's turn.
    /// </summary>
    internal Task<byte[]> Add(SealedRequest request, Func<Task<byte[]>> handler)
    {
        var added = new WaitingRequest(request, handler);
        List<WaitingRequest> refused = [];
        lock (_lock)
        {
            if (_waiting.TryInsert(added, out var index))
            {
                RefuseFrom(index, refused);
                WakeWorker();
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
        return added.Reply.Task;
    }

    void WakeWorker()
    {
        if (_waiting.Count == 0 || _serving >= _atOnce)
        {
            return;
        }

        if (_idle > 0)
        {
            _idle--;
            Monitor.Pulse(_lock);
        }
        else if (_started < _threads)
        {
            _started++;
            // Without this request's context, whose log scope would otherwise be that of all requests served by the worker.
            new Thread(Serve) { IsBackground = true, Name = "request worker" }.UnsafeStart();
        }
    }

    /// <summary>Removes requests that were pushed back too far.</summary>
    void RefuseFrom(int index, List<WaitingRequest> refused)
    {
        var now = time.GetTimestamp();
        for (var i = index; i < _waiting.Count;)
        {
            var (waiting, turns) = (_waiting[i], (i + _serving) / _atOnce);
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

    /// <summary>
    /// Runs workers on threads of their own, because the pool's threads receive messages and send replies meanwhile.
    /// </summary>
    void Serve()
    {
        while (Take() is { } next)
        {
            var started = time.GetTimestamp();
            GiveWay();
            var reply = next.Handler();
            if (atOnce is null)
            {
                lock (_lock)
                {
                    HasWorked(started);
                }
            }

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
        lock (_lock)
        {
            _forecast.HasReplied(time.GetElapsedTime(started));
            if (atOnce is not null)
            {
                HasWorked(started);
                WakeWorker();
            }
        }

        next.Reply.SetFromTask(reply);
    }

    void HasWorked(long started)
    {
        _serving--;
        _forecast.HasWorked(time.GetElapsedTime(started));
    }

    /// <summary>The next request to serve; null when there was none for a while, and the worker ends.</summary>
    WaitingRequest? Take()
    {
        while (true)
        {
            List<WaitingRequest> refused = [];
            WaitingRequest? next;
            lock (_lock)
            {
                next = FirstInTime(refused);
                _serving += next is null ? 0 : 1;
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

    WaitingRequest? FirstInTime(List<WaitingRequest> refused)
    {
        var now = time.GetTimestamp();
        while (_waiting.Count > 0 && _serving < _atOnce)
        {
            // A request that found a worker free is served whatever the estimate says: that is how the estimate recovers.
            var first = _waiting[0];
            _waiting.RemoveAt(0);
            if (!first.Delayed || !_forecast.IsHopeless(first.Request, turns: 0, now))
            {
                return first;
            }

            refused.Add(first);
        }

        return null;
    }

    bool WaitForMore()
    {
        _idle++;
        if (Monitor.Wait(_lock, Idle))
        {
            return true;
        }

        _idle--;
        return _waiting.Count > 0;
    }

    /// <summary>Refuses requests. Their replies are sent by the pool: the caller has a request to receive or to serve.</summary>
    void Refuse(List<WaitingRequest> refused)
    {
        foreach (var waiting in refused)
        {
            var reply = refuse(waiting.Request);
            ThreadPool.UnsafeQueueUserWorkItem(_ => waiting.Reply.SetResult(reply), null);
        }
    }
}
