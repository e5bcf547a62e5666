namespace Pedestal.Messaging;

/// <summary>A request that waits for its turn, and the reply its sender waits for.</summary>
/// <param name="request">The request.</param>
/// <param name="handler">Makes its reply.</param>
sealed class WaitingRequest(SealedRequest request, Func<Task<byte[]>> handler)
{
    readonly ExecutionContext? _context = ExecutionContext.Capture();

    public SealedRequest Request { get; } = request;

    /// <summary>Whether at least as many requests as there are places were ever ahead of it.</summary>
    public bool Delayed { get; set; }

    /// <summary>Whoever completes it also seals and sends the reply: another thread would first have to wake up.</summary>
    public TaskCompletionSource<byte[]> Reply { get; } = new();

    /// <summary>Starts the handler, whose log lines have the scope of this request, whoever starts it.</summary>
    public Task<byte[]> Start()
    {
        if (_context is null)
        {
            return handler();
        }

        Task<byte[]>? reply = null;
        ExecutionContext.Run(_context, _ => reply = handler(), null);
        return reply!;
    }
}
