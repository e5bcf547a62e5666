using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Season;

/// <summary>Guests who leave at an exit lane, by palm or code, or by walking through a turnstile that is open in that direction.</summary>
sealed class Leavers(SeasonLane lane)
{
    const int OutcomeMilliseconds = 6_000;
    int _guests;

    /// <summary>The pedestal.</summary>
    public SeasonLane Lane => lane;

    /// <summary>Guests for whom the gate stayed shut although nobody had decided about them.</summary>
    public long LockedIn { get; private set; }

    /// <summary>A guest leaves.</summary>
    public void ServeGuest()
    {
        lane.NextGuest();
        var before = lane.Lane.Outcomes;
        switch (lane.Random.Next(5))
        {
            case 0:
                lane.Hardware.Turnstile.Unlock();
                break;
            case 1:
                lane.Reader.Scan(FormattableString.Invariant($"LEAVES-{_guests++}"));
                Note(before);
                break;
            default:
                lane.Hardware.Hand = lane.Random.Next(70, 120);
                Note(before);
                break;
        }

        lane.GuestLeft();
    }

    void Note(int before)
    {
        var openings = lane.Hardware.Openings;
        if (!lane.Until(() => lane.Lane.Outcomes != before, OutcomeMilliseconds))
        {
            return;
        }

        var outcome = lane.Lane.Outcome;
        var mustOpen = outcome.Reason is OutcomeReason.NoReplyInTime or OutcomeReason.LinkDown or OutcomeReason.BadReply
            || outcome.Decision is Decision.Left or Decision.NoEvent or Decision.Unavailable or Decision.TooLate;
        LockedIn += mustOpen && lane.Hardware.Openings == openings ? 1 : 0;
    }
}
