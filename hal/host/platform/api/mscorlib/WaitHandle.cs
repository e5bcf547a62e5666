using Pedestal.Hal.Host.Platform;

namespace NanoSystem.Threading;

/// <summary>Something that threads can wait for.</summary>
public abstract class WaitHandle : MarshalByRefObject
{
    const long PollMicroseconds = 1_000;
    readonly Lock _lock = new();
    bool _isSet;

    /// <summary>For derived classes.</summary>
    protected WaitHandle()
    {
    }

    /// <summary>Waits at most so many milliseconds; true when it was set.</summary>
    public virtual bool WaitOne(int millisecondsTimeout, bool exitContext)
    {
        var clock = Board.Current.Clock;
        for (var end = clock.NowMicroseconds + millisecondsTimeout * 1_000L; !TryTake();)
        {
            if (clock.NowMicroseconds >= end)
            {
                return false;
            }

            Board.Sleep(PollMicroseconds);
        }

        return true;
    }

    internal void SetState(bool isSet)
    {
        lock (_lock)
        {
            _isSet = isSet;
        }
    }

    bool TryTake()
    {
        lock (_lock)
        {
            var wasSet = _isSet;
            _isSet = false;
            return wasSet;
        }
    }
}
