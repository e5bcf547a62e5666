using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Keeps the trusted time across restarts, and lets a person confirm the host's clock.</summary>
sealed class ClockWatch(Database database, TrustedTime time)
{
    static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    DateTimeOffset _written;

    /// <summary>The jump that is not trusted; null if there is none.</summary>
    public Hold? Hold => time.Hold is { } jump
        ? new Hold(HoldKind.Clock,
            $"The host's clock says {jump.Host:u}, but by elapsed time it is {jump.Trusted:u}. Until this is resolved, nothing is deleted or "
            + "ended by the host's clock. Correct the clock, or approve it if it is right.")
        : null;

    /// <summary>
    /// Resumes from the time that the last process saw; in an older version's database that is the time of its last audit
    /// entry.
    /// </summary>
    public void Resume(TimeSpan longestGap)
    {
        var seen = database.Read(session =>
            Marks.Get(session, Marks.ClockSeen) ?? session.Number("SELECT max(at) FROM audit"));
        if (seen > 0)
        {
            time.Resume(DateTimeOffset.FromUnixTimeMilliseconds(seen), longestGap);
        }
    }

    /// <summary>Saves the trusted time now and then; call it often.</summary>
    public void Note()
    {
        var now = time.GetUtcNow();
        if ((now - _written).Duration() >= Interval)
        {
            database.Write(session => Marks.Set(session, Marks.ClockSeen, now.ToUnixTimeMilliseconds()));
            _written = now;
        }
    }

    /// <summary>Accepts the host's clock after a person's approval.</summary>
    public void Approve()
    {
        var before = time.GetUtcNow();
        database.Write(session => AuditLog.Append(session, before, "clock approved", new { from = before, to = time.Hold?.Host }));
        time.Accept();
        var now = time.GetUtcNow();
        database.Write(session => Marks.Set(session, Marks.ClockSeen, now.ToUnixTimeMilliseconds()));
        _written = now;
    }
}
