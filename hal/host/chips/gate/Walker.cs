using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>What guests do when the turnstile is unlocked for them.</summary>
public enum Walk
{
    /// <summary>Nothing, until somebody makes them: <see cref="Turnstile.Pass"/>.</summary>
    Stay,

    /// <summary>One walks through.</summary>
    Once,

    /// <summary>One walks through, and another squeezes through behind.</summary>
    Twice,
}

/// <summary>The guests in front of a turnstile, who walk through some time after it has been unlocked. Thread-safe.</summary>
public sealed class Walker
{
    // A companion follows as soon as the arm lets somebody in again; an estimate.
    const int FollowMilliseconds = 700;

    readonly BoardClock _clock;
    readonly Turnstile _turnstile;

    /// <summary>Guests who stay.</summary>
    public Walker(Board board, Turnstile turnstile)
    {
        _clock = board.Clock;
        _turnstile = turnstile;
        turnstile.Unlocked += Start;
    }

    /// <summary>What they do the next time.</summary>
    public Walk Walk { get; set; }

    /// <summary>Time from the unlocking to the first step, in milliseconds; 1,200 by default, an estimate.</summary>
    public int AfterMilliseconds { get; set; } = 1_200;

    void Start()
    {
        var walk = Walk;
        var start = _clock.NowMicroseconds + AfterMilliseconds * 1_000L;
        if (walk != Walk.Stay)
        {
            _clock.At(start, () => _turnstile.Pass());
        }

        if (walk == Walk.Twice)
        {
            _clock.At(start + FollowMilliseconds * 1_000L, _turnstile.SlipThrough);
        }
    }
}
