namespace Pedestal.Messaging;

/// <summary>An authentic request, as its handler sees it.</summary>
public sealed class SealedRequest
{
    readonly TimeProvider _time;
    readonly long _arrival;

    internal SealedRequest(
        string device, ulong requestId, byte[] body, TimeSpan budget, long arrival, TimeProvider time)
    {
        Device = device;
        RequestId = requestId;
        Body = body;
        Budget = budget;
        _arrival = arrival;
        _time = time;
    }

    /// <summary>The device whose key sealed it.</summary>
    public string Device { get; }

    /// <summary>The device's id of the request; a resend carries the same.</summary>
    public ulong RequestId { get; }

    /// <summary>The body in clear.</summary>
    public byte[] Body { get; }

    /// <summary>What was left of the latency budget on arrival.</summary>
    public TimeSpan Budget { get; }

    /// <summary>Time since arrival.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_arrival);

    /// <summary>When the budget is gone, on the clock of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    internal long Deadline => _arrival + (long)(Budget.TotalSeconds * _time.TimestampFrequency);

    /// <summary>What is left of the latency budget now; zero or less when it is gone.</summary>
    public TimeSpan Remaining => Budget - Elapsed;
}
