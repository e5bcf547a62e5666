namespace Pedestal.Messaging;

/// <summary>
/// Decides when a service reconnects. The delay grows until a connection has held for a while. A broker hands the connection to
/// whichever client took the identifier last, so two services with the same identifier would disconnect each other forever.
/// Here the service whose connection had settled takes it back, and the newcomer stands down.
/// </summary>
sealed class ConnectPace
{
    /// <summary>How long a connection must hold to count as settled.</summary>
    internal static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    internal static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    /// <summary>How long the newcomer stays away: until the first service has settled again.</summary>
    internal static readonly TimeSpan FirstStandDown = TimeSpan.FromSeconds(30);

    internal static readonly TimeSpan LongestStandDown = TimeSpan.FromMinutes(5);

    // If both had settled, one of them must give up.
    const int MostReturns = 5;

    TimeSpan _delay = FirstDelay;
    TimeSpan _standDown = FirstStandDown;
    bool _isFirst;
    int _returns;

    /// <summary>Whether this service has stood down for another one with the same identifier.</summary>
    internal bool IsStoodDown { get; private set; }

    /// <summary>The broker was unreachable or refused the connection. Returns how long to wait.</summary>
    internal TimeSpan AfterRefusal() => Grow();

    /// <summary>A connection has ended. Returns how long to wait.</summary>
    /// <param name="held">How long it had held.</param>
    /// <param name="isTakenOver">Whether another client took the same client identifier.</param>
    internal TimeSpan AfterLoss(TimeSpan held, bool isTakenOver)
    {
        if (held >= Settling)
        {
            (_delay, _standDown, _returns, _isFirst) = (FirstDelay, FirstStandDown, 0, true);
        }

        // A service that was off the network may find another in its place, and must not claim the connection back.
        _isFirst &= isTakenOver;
        IsStoodDown = isTakenOver && !(_isFirst && _returns++ < MostReturns);
        if (!IsStoodDown)
        {
            return Grow();
        }

        _isFirst = false;
        var wait = _standDown;
        _standDown = wait * 2 < LongestStandDown ? wait * 2 : LongestStandDown;
        return wait;
    }

    TimeSpan Grow()
    {
        var wait = _delay;
        _delay = wait * 2 < LongestDelay ? wait * 2 : LongestDelay;
        return wait;
    }
}
