using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>A request that was sent and has no reply yet. Safe for concurrent callers.</summary>
sealed class PendingRequest
{
    readonly Lock _lock = new();
    readonly TaskCompletionSource<byte[]> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource _offered = New();
    ulong _session;
    uint _first;
    uint _last;

    /// <summary>The reply's body, once it has arrived.</summary>
    internal Task<byte[]> Reply => _reply.Task;

    /// <summary>Completes when the request must be sent again in another session.</summary>
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

    /// <summary>Records the session and number it was sent with.</summary>
    internal void Sent(Envelope request)
    {
        lock (_lock)
        {
            _first = request.Session == _session && _first > 0 ? Math.Min(_first, request.Sequence) : request.Sequence;
            (_session, _last) = (request.Session, request.Sequence);
        }
    }

    /// <summary>Whether a message is the reply to this request, in the session in which it was last sent.</summary>
    internal bool IsOf(Envelope reply)
    {
        lock (_lock)
        {
            return reply.Session == _session && reply.Sequence >= _first && reply.Sequence <= _last;
        }
    }

    internal void Complete(byte[] body) => _reply.TrySetResult(body);

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
