namespace Pedestal.Storage;

/// <summary>A jump of the host's clock that is not trusted.</summary>
/// <param name="Trusted">The time as it has passed.</param>
/// <param name="Host">The host's clock.</param>
public sealed record ClockHold(DateTimeOffset Trusted, DateTimeOffset Host);

/// <summary>
/// The clock for everything that deletes or ends something: the host's clock, as long as it advances as time passes. A jump of
/// more than a day is not trusted; time then continues from before the jump until the host's clock is back or a person confirms
/// that it is right. A host that does not know the time yet (a clock before 2025) may jump ahead. Safe for concurrent callers.
/// </summary>
public sealed class TrustedTime : TimeProvider
{
    /// <summary>How much the host's clock may gain or lose at once.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    static readonly DateTimeOffset Unset = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly Lock _lock = new();
    readonly TimeProvider _host;
    DateTimeOffset _anchor;
    long _anchorStamp;
    TimeSpan _ahead = Tolerance;

    /// <summary>Starts with the host's clock.</summary>
    public TrustedTime(TimeProvider host)
    {
        _host = host;
        (_anchor, _anchorStamp) = (host.GetUtcNow(), host.GetTimestamp());
    }

    /// <summary>The jump that is not trusted now; null while the host's clock is trusted.</summary>
    public ClockHold? Hold => Now() is var (trusted, host) && trusted != host ? new ClockHold(trusted, host) : null;

    /// <inheritdoc/>
    public override long TimestampFrequency => _host.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _host.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now().Trusted;

    /// <inheritdoc/>
    public override long GetTimestamp() => _host.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _host.CreateTimer(callback, state, dueTime, period);

    /// <summary>
    /// Resumes from the time that the last process saw. The host's clock is trusted unless it is behind that time, or ahead of
    /// it by more than the service may have been off.
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

    /// <summary>Accepts the host's clock after a person has confirmed it.</summary>
    public void Accept()
    {
        lock (_lock)
        {
            (_anchor, _anchorStamp, _ahead) = (_host.GetUtcNow(), _host.GetTimestamp(), Tolerance);
        }
    }

    (DateTimeOffset Trusted, DateTimeOffset Host) Now()
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
