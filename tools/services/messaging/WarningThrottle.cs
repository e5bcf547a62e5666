namespace Pedestal.Messaging;

/// <summary>
/// Allows one log line per window for each source and kind, and counts those left out, so that no source can fill the disk or hide
/// the others' lines. Sources and kinds are remembered, so the number of both must be limited. Thread-safe.
/// </summary>
public sealed class WarningThrottle(TimeProvider time, TimeSpan window)
{
    readonly Lock _lock = new();
    readonly Dictionary<(string Source, string Kind), Written> _last = [];

    /// <summary>Whether a line may be logged now, and how many were left out since the last one.</summary>
    /// <param name="source">The subject of the line, such as a device.</param>
    /// <param name="kind">The kind of line.</param>
    /// <param name="leftOut">How many lines were left out before this one; 0 if it may not be logged.</param>
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
