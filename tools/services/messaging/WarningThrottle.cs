namespace Pedestal.Messaging;

/// <summary>
/// Lets one warning of each kind from each source into the log within a window, and counts those left out, so that none fills the
/// disk or hides the others. Sources and kinds are remembered: both must be of a limited number. Thread-safe.
/// </summary>
public sealed class WarningThrottle(TimeProvider time, TimeSpan window)
{
    readonly Lock _lock = new();
    readonly Dictionary<(string Source, string Kind), Written> _last = [];

    /// <summary>Whether a warning may be written now, and how many were left out since the last one.</summary>
    /// <param name="source">Who it is about, such as a device.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="leftOut">How many were left out before one that may be written, else 0.</param>
    public bool Passes(string source, string kind, out int leftOut)
    {
        lock (_lock)
        {
            if (_last.TryGetValue((source, kind), out var last) && time.GetElapsedTime(last.At) < window)
            {
                last.LeftOut++;
                leftOut = 0;
                return false;
            }

            leftOut = last?.LeftOut ?? 0;
            _last[(source, kind)] = new Written(time.GetTimestamp());
            return true;
        }
    }

    sealed class Written(long at)
    {
        public long At => at;

        public int LeftOut { get; set; }
    }
}
