using System.Collections.Concurrent;

namespace Pedestal.Ticketing;

/// <summary>
/// Lets a device write one line a minute of each kind into the log, and counts those left out, so that none fills the disk or hides
/// the others. Thread-safe.
/// </summary>
sealed class WarningThrottle(TimeProvider time)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<(string Device, string Kind), Gate> _gates = new();

    /// <summary>Whether a line may be written now, and how many were left out before it.</summary>
    public bool Passes(string device, string kind, out int leftOut) =>
        _gates.GetOrAdd((device, kind), static _ => new Gate()).Passes(time, out leftOut);

    sealed class Gate
    {
        readonly Lock _lock = new();
        long _last;
        int _leftOut;
        bool _isUsed;

        public bool Passes(TimeProvider time, out int leftOut)
        {
            lock (_lock)
            {
                if (_isUsed && time.GetElapsedTime(_last) < Window)
                {
                    _leftOut++;
                    leftOut = 0;
                    return false;
                }

                (leftOut, _leftOut, _isUsed, _last) = (_leftOut, 0, true, time.GetTimestamp());
                return true;
            }
        }
    }
}
