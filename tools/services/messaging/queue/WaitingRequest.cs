namespace Pedestal.Messaging;

/// <summary>A request that waits for its turn, and the reply its sender waits for.</summary>
sealed class WaitingRequest(SealedRequest request, Func<Task<byte[]>> handler)
{
    public SealedRequest Request { get; } = request;

    public Func<Task<byte[]>> Handler { get; } = handler;

    /// <summary>Whether at least as many requests as there are workers were ever ahead of it.</summary>
    public bool Delayed { get; set; }

    /// <summary>Whoever completes it also seals and sends the reply: another thread would first have to wake up.</summary>
    public TaskCompletionSource<byte[]> Reply { get; } = new();
}
