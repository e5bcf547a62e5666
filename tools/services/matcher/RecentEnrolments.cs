using Pedestal.Protocol;

namespace Pedestal.Matcher;

/// <summary>How an enrolment ended, without anything about the guest.</summary>
/// <param name="At">The time.</param>
/// <param name="Device">The pedestal.</param>
/// <param name="Decision">The last decision.</param>
public sealed record EnrolmentResult(DateTimeOffset At, string Device, Decision Decision);

/// <summary>
/// The results of the latest enrolments, in memory only; a few of each pedestal, so that no pedestal displaces the others.
/// </summary>
public sealed class RecentEnrolments(TimeProvider time)
{
    const int Kept = 50;
    const int KeptOfOne = 10;
    readonly List<EnrolmentResult> _results = [];

    /// <summary>The results, latest first.</summary>
    public IReadOnlyList<EnrolmentResult> Latest
    {
        get
        {
            lock (_results)
            {
                return [.. _results.AsEnumerable().Reverse()];
            }
        }
    }

    /// <summary>Records a decision, unless the enrolment continues.</summary>
    public void Note(string device, Decision decision)
    {
        if (decision is Decision.SampleAccepted or Decision.SampleRejected)
        {
            return;
        }

        lock (_results)
        {
            if (_results.Count(result => result.Device == device) >= KeptOfOne)
            {
                _results.RemoveAt(_results.FindIndex(result => result.Device == device));
            }
            else if (_results.Count >= Kept)
            {
                _results.RemoveAt(0);
            }

            _results.Add(new EnrolmentResult(time.GetUtcNow(), device, decision));
        }
    }
}
