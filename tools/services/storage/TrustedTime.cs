namespace Pedestal.Storage;

/// <summary>A jump of the host's clock that is not believed.</summary>
/// <param name="Trusted">What time it is as time has passed.</param>
/// <param name="Host">What the host's clock says.</param>
public sealed record ClockHold(DateTimeOffset Trusted, DateTimeOffset Host);

/// <summary>
/// The clock that everything goes by which deletes or ends something: the host's, as long as it moves as time passes. A jump by
/// more than a day is not believed; time goes on from before it until the host's clock is back, or a person says that it is
/// right. A host that knows no time yet (a clock before 2025) may jump ahead. Safe for concurrent callers.
/// </summary>
public sealed class TrustedTime : TimeProvider
{
    /// <summary>What the host's clock may gain or lose at once.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    static readonly DateTimeOffset Unset = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly Lock _lock = new();
    readonly TimeProvider _host;
    DateTimeOffset _anchor;
    long _anchorStamp;
    TimeSpan _ahead = Tolerance;

    /// <summary>Begins with the host's clock.</summary>
    public TrustedTime(TimeProvider host)
    {
        _host = host;
        (_anchor, _anchorStamp) = (host.GetUtcNow(), host.GetTimestamp());
    }

    /// <summary>The jump that is not believed now; null when the host's clock is.</summary>
    public ClockHold? Hold => Look() is var (trusted, host) && trusted != host ? new ClockHold(trusted, host) : null;

    /// <inheritdoc/>
    public override long TimestampFrequency => _host.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _host.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Look().Trusted;

    /// <inheritdoc/>
    public override long GetTimestamp() => _host.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _host.CreateTimer(callback, state, dueTime, period);

    /// <summary>
    /// Goes on from what time it was when the last process saw it. The host's clock is believed unless it is behind that or
    /// ahead by more than it may have been switched off.
    /// </summary>
    /// <param name="lastSeen">The time the last process saw.</param>
    /// <param name="longestGap">How long the service may plausibly have been off.</param>
    public void Resume(DateTimeOffset lastSeen, TimeSpan longestGap)
    {
        lock (_lock)
        {
            (_anchor, _anchorStamp) = (lastSeen, _host.GetTimestamp());
            _ahead = longestGap > Tolerance ? longestGap : Tolerance;
        }
    }

    /// <summary>A person says that the host's clock is right.</summary>
    public void Accept()
    {
        lock (_lock)
        {
            (_anchor, _anchorStamp, _ahead) = (_host.GetUtcNow(), _host.GetTimestamp(), Tolerance);
        }
    }

    (DateTimeOffset Trusted, DateTimeOffset Host) Look()
    {
        lock (_lock)
        {
            var (host, stamp) = (_host.GetUtcNow(), _host.GetTimestamp());
            var passed = _anchor + _host.GetElapsedTime(_anchorStamp, stamp);
            var isPlausible = host >= passed - Tolerance && (host <= passed + _ahead || passed < Unset);
            if (isPlausible)
            {
                (_anchor, _anchorStamp, _ahead) = (host, stamp, Tolerance);
            }

            return (isPlausible ? host : passed, host);
        }
    }
}
