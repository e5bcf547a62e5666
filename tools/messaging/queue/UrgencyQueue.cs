namespace Pedestal.Messaging;

/// <summary>
/// Requests on their way to a few workers, the earliest deadline first (Liu and Layland, JACM 20(1), 1973). What would
/// not be answered in time behind those before it is refused at once, so that the others are in time under overload.
/// </summary>
/// <param name="workers">Requests worked on at once; what a handler does after its first await is not counted.</param>
/// <param name="capacity">Requests that may wait; beyond it the least urgent is refused.</param>
/// <param name="time">The clock of the deadlines.</param>
/// <param name="refuse">Makes the answer to a refused request.</param>
sealed class UrgencyQueue(int workers, int capacity, TimeProvider time, Func<SealedRequest, byte[]> refuse)
{
    readonly Lock _lock = new();
    readonly List<Waiting> _waiting = [];
    readonly AnswerTime _work = new();
    readonly AnswerTime _answer = new();
    int _started;
    int _serving;

    /// <summary>
    /// The answer of a handler, or the refusal. The handler starts on another thread, when it is this request's turn.
    /// </summary>
    internal Task<byte[]> Add(SealedRequest request, Func<Task<byte[]>> handler)
    {
        var added = new Waiting(request, handler);
        List<Waiting> refused = [];
        lock (_lock)
        {
            var index = _waiting.FindIndex(other => other.Request.Deadline > request.Deadline);
            index = index < 0 ? _waiting.Count : index;
            _waiting.Insert(index, added);
            RefuseFrom(index, refused);
            if (_waiting.Count > 0 && _started < workers)
            {
                _started++;
                Task.Factory.StartNew(Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }

        Refuse(refused);
        return added.Answer.Task;
    }

    /// <summary>Takes those out that were pushed back too far.</summary>
    void RefuseFrom(int index, List<Waiting> refused)
    {
        for (var i = index; i < _waiting.Count;)
        {
            var (waiting, turn) = (_waiting[i], (i + _serving) / workers);
            waiting.Delayed |= turn > 0;
            if (i >= capacity || (waiting.Delayed && waiting.Request.Remaining <= turn * _work.Mean + _answer.Cautious))
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
    /// Serves as long as requests wait, on a thread of its own: those of the pool receive messages and send replies
    /// meanwhile.
    /// </summary>
    void Serve()
    {
        while (Take() is { } next)
        {
            var started = time.GetTimestamp();
            var answer = next.Handler();
            lock (_lock)
            {
                _serving--;
                _work.Add(time.GetElapsedTime(started));
            }

            _ = PassOnAsync(answer, next, started);
        }
    }

    async Task PassOnAsync(Task<byte[]> answer, Waiting next, long started)
    {
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            _answer.Add(time.GetElapsedTime(started));
        }

        next.Answer.SetFromTask(answer);
    }

    Waiting? Take()
    {
        List<Waiting> refused = [];
        Waiting? next = null;
        lock (_lock)
        {
            while (next is null && _waiting.Count > 0)
            {
                // One that found a worker free is served whatever is expected: that is how expectations recover.
                var first = _waiting[0];
                _waiting.RemoveAt(0);
                if (first.Delayed && first.Request.Remaining <= _answer.Cautious)
                {
                    refused.Add(first);
                }
                else
                {
                    next = first;
                }
            }

            _serving += next is null ? 0 : 1;
            _started -= next is null ? 1 : 0;
        }

        Refuse(refused);
        return next;
    }

    void Refuse(List<Waiting> refused)
    {
        foreach (var waiting in refused)
        {
            waiting.Answer.SetResult(refuse(waiting.Request));
        }
    }

    sealed class Waiting(SealedRequest request, Func<Task<byte[]>> handler)
    {
        public SealedRequest Request { get; } = request;

        public Func<Task<byte[]>> Handler { get; } = handler;

        /// <summary>Whether it was ever behind as many as there are workers.</summary>
        public bool Delayed { get; set; }

        public TaskCompletionSource<byte[]> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
