namespace Pedestal.Messaging;

/// <summary>An authentic request, as its handler sees it.</summary>
public sealed class SealedRequest
{
    // The reply must still travel, on a machine that may be as busy as it was when the request came.
    const double ShareForTheReply = 0.25;

    readonly TimeProvider _time;
    readonly long _arrival;
    long _deadline;

    internal SealedRequest(
        string device, ulong requestId, byte[] body, TimeSpan budget, long arrival, TimeProvider time)
    {
        Device = device;
        RequestId = requestId;
        Body = body;
        Budget = budget;
        _arrival = arrival;
        _time = time;
        _deadline = arrival + (long)(budget.TotalSeconds * time.TimestampFrequency);
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

    /// <summary>What is left of the latency budget now; zero or less when it is gone.</summary>
    public TimeSpan Remaining => TimeSpan.FromSeconds(
        (double)(Deadline - _time.GetTimestamp()) / _time.TimestampFrequency);

    /// <summary>When the budget is gone, on the clock of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    internal long Deadline => Volatile.Read(ref _deadline);

    /// <summary>What a worker may still use of the budget at an instant, so that the reply is in time too.</summary>
    internal TimeSpan UsableAt(long now) => TimeSpan.FromSeconds((double)(Deadline - now) / _time.TimestampFrequency)
        - ShareForTheReply * Budget;

    /// <summary>
    /// Takes over what a resend says of the budget. It says more than the first message if that one waited on the way:
    /// nobody saw when it came.
    /// </summary>
    internal void Resent(SealedRequest resend) =>
        Volatile.Write(ref _deadline, Math.Min(Deadline, resend.Deadline));
}
