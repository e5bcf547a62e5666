using Pedestal.Core.Protocol;

namespace Pedestal.Matcher;

/// <summary>How an enrolment ended; nothing about whose it was.</summary>
/// <param name="At">When.</param>
/// <param name="Device">The pedestal.</param>
/// <param name="Decision">The last decision.</param>
public sealed record EnrolmentResult(DateTimeOffset At, string Device, Decision Decision);

/// <summary>The last enrolments' ends, in memory only.</summary>
public sealed class RecentEnrolments(TimeProvider time)
{
    const int Kept = 50;
    readonly Queue<EnrolmentResult> _results = new();

    /// <summary>The results kept, the latest first.</summary>
    public IReadOnlyList<EnrolmentResult> Latest
    {
        get
        {
            lock (_results)
            {
                return [.. _results.Reverse()];
            }
        }
    }

    /// <summary>Notes an answer, unless the enrolment goes on.</summary>
    public void Note(string device, Decision decision)
    {
        if (decision is Decision.SampleAccepted or Decision.SampleRejected)
        {
            return;
        }

        lock (_results)
        {
            _results.Enqueue(new EnrolmentResult(time.GetUtcNow(), device, decision));
            if (_results.Count > Kept)
            {
                _results.Dequeue();
            }
        }
    }
}
