using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>A question that was sent and is not answered yet. Safe for concurrent callers.</summary>
sealed class OpenQuestion
{
    readonly Lock _lock = new();
    readonly TaskCompletionSource<byte[]> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource _offered = New();
    ulong _session;
    uint _first;
    uint _last;

    /// <summary>The reply's body, once it is here.</summary>
    internal Task<byte[]> Reply => _reply.Task;

    /// <summary>Ends when the question is to be sent again in another session.</summary>
    internal Task Offered
    {
        get
        {
            lock (_lock)
            {
                return _offered.Task;
            }
        }
    }

    /// <summary>Remembers under which session and numbers it was sent.</summary>
    internal void Sent(Envelope request)
    {
        lock (_lock)
        {
            _first = request.Session == _session && _first > 0 ? Math.Min(_first, request.Sequence) : request.Sequence;
            (_session, _last) = (request.Session, request.Sequence);
        }
    }

    /// <summary>Whether a message answers what was last sent of it, in the session in which it was sent.</summary>
    internal bool IsOf(Envelope answer)
    {
        lock (_lock)
        {
            return answer.Session == _session && answer.Sequence >= _first && answer.Sequence <= _last;
        }
    }

    internal void Answer(byte[] body) => _reply.TrySetResult(body);

    internal void Offer()
    {
        lock (_lock)
        {
            _offered.TrySetResult();
            _offered = New();
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
