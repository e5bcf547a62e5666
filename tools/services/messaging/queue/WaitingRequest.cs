namespace Pedestal.Messaging;

/// <summary>A request that waits for its turn, and the reply that its sender waits for.</summary>
sealed class WaitingRequest(SealedRequest request, Func<Task<byte[]>> handler)
{
    public SealedRequest Request { get; } = request;

    public Func<Task<byte[]>> Handler { get; } = handler;

    /// <summary>Whether it was ever behind as many as there are workers.</summary>
    public bool Delayed { get; set; }

    public TaskCompletionSource<byte[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
