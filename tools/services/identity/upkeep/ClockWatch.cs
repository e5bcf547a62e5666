using Pedestal.Storage;

namespace Pedestal.Identity;

/// <summary>Keeps the trusted time over restarts, and lets a person say that the host's clock is right.</summary>
sealed class ClockWatch(Database database, TrustedTime time)
{
    static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    DateTimeOffset _written;

    /// <summary>The jump that is not believed; null for none.</summary>
    public Hold? Hold => time.Hold is { } jump
        ? new Hold(HoldKind.Clock,
            $"The host's clock says {jump.Host:u}, but as time has passed it is {jump.Trusted:u}. Nothing is deleted or ended by "
            + "the clock's time. Set the clock right; if it is, approve it.")
        : null;

    /// <summary>Goes on from what the last process saw; for an older version's database that is the last thing it did.</summary>
    public void Resume(TimeSpan longestGap)
    {
        var seen = database.Read(session =>
            Marks.Get(session, Marks.ClockSeen) ?? session.Number("SELECT max(at) FROM audit"));
        if (seen > 0)
        {
            time.Resume(DateTimeOffset.FromUnixTimeMilliseconds(seen), longestGap);
        }
    }

    /// <summary>Notes the trusted time, now and then; to be called often.</summary>
    public void Note()
    {
        var now = time.GetUtcNow();
        if ((now - _written).Duration() >= Interval)
        {
            database.Write(session => Marks.Set(session, Marks.ClockSeen, now.ToUnixTimeMilliseconds()));
            _written = now;
        }
    }

    /// <summary>A person approves the host's clock.</summary>
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
