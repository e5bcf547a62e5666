namespace Pedestal.Messaging;

/// <summary>An authentic request, as its handler sees it.</summary>
public sealed class SealedRequest
{
    // Reserved for the reply's way back, on a machine that may be as busy as it was when the request arrived.
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

    /// <summary>The device's id of the request; a resend carries the same id.</summary>
    public ulong RequestId { get; }

    /// <summary>The decrypted body.</summary>
    public byte[] Body { get; }

    /// <summary>The latency budget left on arrival.</summary>
    public TimeSpan Budget { get; }

    /// <summary>Time since arrival.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_arrival);

    /// <summary>The latency budget left now; zero or negative when it is used up.</summary>
    public TimeSpan Remaining => TimeSpan.FromSeconds(
        (double)(Deadline - _time.GetTimestamp()) / _time.TimestampFrequency);

    /// <summary>When the budget is used up, on the clock of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    internal long Deadline => Volatile.Read(ref _deadline);

    /// <summary>How much of the budget a worker may still use at an instant, so that the reply is in time too.</summary>
    internal TimeSpan UsableAt(long now) => TimeSpan.FromSeconds((double)(Deadline - now) / _time.TimestampFrequency)
        - ShareForTheReply * Budget;

    /// <summary>
    /// Adopts a resend's budget. It is more accurate if the first message was delayed on the way, since nobody knows when that
    /// one was sent.
    /// </summary>
    internal void Resent(SealedRequest resend) =>
        Volatile.Write(ref _deadline, Math.Min(Deadline, resend.Deadline));
}
