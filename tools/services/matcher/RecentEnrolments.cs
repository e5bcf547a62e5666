using Pedestal.Protocol;

namespace Pedestal.Matcher;

/// <summary>How an enrolment ended, without anything about the guest.</summary>
/// <param name="At">The time.</param>
/// <param name="Venue">The venue.</param>
/// <param name="Device">The pedestal.</param>
/// <param name="Decision">The last decision.</param>
public sealed record EnrolmentResult(DateTimeOffset At, string Venue, string Device, Decision Decision);

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
    public void Note(string venue, string device, Decision decision)
    {
        if (decision is Decision.SampleAccepted or Decision.SampleRejected or Decision.OtherPalmWanted or Decision.ConsentAwaited)
        {
            return;
        }

        lock (_results)
        {
            if (_results.Count(IsOfThis) >= KeptOfOne)
            {
                _results.RemoveAt(_results.FindIndex(IsOfThis));
            }
            else if (_results.Count >= Kept)
            {
                _results.RemoveAt(0);
            }

            _results.Add(new EnrolmentResult(time.GetUtcNow(), venue, device, decision));
        }

        bool IsOfThis(EnrolmentResult result) => result.Venue == venue && result.Device == device;
    }
}
