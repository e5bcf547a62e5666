namespace Pedestal.Messaging;

/// <summary>
/// When a service connects again. Delays grow until a connection has held for a while. A broker gives a connection to whoever
/// takes the same client identifier last, so that two services with one would throw each other off for ever: here the one whose
/// connection had held takes it back, and the one that had just come stands down.
/// </summary>
sealed class ConnectPace
{
    /// <summary>How long a connection must hold to count as settled.</summary>
    internal static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    internal static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    /// <summary>How long who came second stays away: until the first has settled again.</summary>
    internal static readonly TimeSpan FirstStandDown = TimeSpan.FromSeconds(30);

    internal static readonly TimeSpan LongestStandDown = TimeSpan.FromMinutes(5);

    // Of two that both had settled, one gives in.
    const int MostReturns = 5;

    TimeSpan _delay = FirstDelay;
    TimeSpan _standDown = FirstStandDown;
    bool _isFirst;
    int _returns;

    /// <summary>Whether the last loss made this the second of two.</summary>
    internal bool IsStoodDown { get; private set; }

    /// <summary>The broker was not reached, or refused: how long to wait.</summary>
    internal TimeSpan AfterRefusal() => Grow();

    /// <summary>A connection ended after so long: how long to wait.</summary>
    /// <param name="held">How long it had held.</param>
    /// <param name="isTakenOver">Whether another client took the same client identifier.</param>
    internal TimeSpan AfterLoss(TimeSpan held, bool isTakenOver)
    {
        if (held >= Settling)
        {
            (_delay, _standDown, _returns, _isFirst) = (FirstDelay, FirstStandDown, 0, true);
        }

        // Whoever was away from the network may find another in its place, and must not claim it back.
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
