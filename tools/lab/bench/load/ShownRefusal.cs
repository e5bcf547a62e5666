using Pedestal.Protocol;

namespace Pedestal.Bench;

/// <summary>
/// A pedestal that tells a guest to use the ticket shows it for a while, and asks about no other palm meanwhile. Safe for concurrent callers.
/// </summary>
/// <param name="duration">How long it shows it; zero: it always asks.</param>
/// <param name="time">The clock.</param>
sealed class ShownRefusal(TimeSpan duration, TimeProvider time)
{
    const long Never = long.MinValue;

    long _begin = Never;

    /// <summary>Whether it is shown now.</summary>
    public bool IsShown => Volatile.Read(ref _begin) is not Never and var begin && time.GetElapsedTime(begin) < duration;

    /// <summary>Takes note of a request's decision; null when none came in time.</summary>
    public void Follow(Decision? decision)
    {
        if (decision is null or Decision.TooLate or Decision.Unavailable)
        {
            Volatile.Write(ref _begin, time.GetTimestamp());
        }
    }
}
