using Pedestal.Core.Supervision;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>A time server under an attacker's control.</summary>
public class CheckedTimeTests
{
    const long Now = CheckedTime.EarliestSeconds + 1_000_000;
    readonly VirtualClock _clock = new();
    readonly SetTime _server = new();

    [Theory]
    [InlineData(0, ClockState.Unset)]
    [InlineData(1, ClockState.Implausible)]
    [InlineData(CheckedTime.EarliestSeconds - 1, ClockState.Implausible)]
    [InlineData(CheckedTime.EarliestSeconds, ClockState.Ok)]
    [InlineData(CheckedTime.LatestSeconds - 1, ClockState.Ok)]
    [InlineData(CheckedTime.LatestSeconds, ClockState.Implausible)]
    [InlineData(long.MaxValue, ClockState.Implausible)]
    public void A_time_outside_the_bounds_counts_as_unknown(long seconds, ClockState state)
    {
        _server.Seconds = seconds;
        var time = new CheckedTime(_server, _clock);
        Assert.Equal((state, state == ClockState.Ok ? seconds : 0), (time.State, time.UnixSeconds()));
    }

    [Theory]
    [InlineData(-31, ClockState.Differs)]
    [InlineData(-30, ClockState.Ok)]
    [InlineData(30, ClockState.Ok)]
    [InlineData(31, ClockState.Differs)]
    [InlineData(-900_000, ClockState.Differs)]
    [InlineData(1_000_000_000, ClockState.Differs)]
    public void A_time_that_differs_from_the_services_counts_as_unknown(long off, ClockState state)
    {
        var time = new CheckedTime(_server, _clock);
        time.Hear(Now * 1000);
        _clock.Advance(3_600_000_000);
        _server.Seconds = Now + 3_600 + off;
        Assert.Equal((state, state == ClockState.Ok ? _server.Seconds : 0), (time.State, time.UnixSeconds()));
        time.Hear(0);
        Assert.Equal(state, time.State);
    }

    [Fact]
    public void The_lane_learns_the_time_from_an_authentic_offer_and_reports_the_fault()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.OfferSession(5, unixMilliseconds: (rig.Day.Seconds + 3_600) * 1000);
        rig.ReplyToMatch(Decision.Admitted);
        rig.Lift();
        rig.Run(61_000);
        Assert.Equal("clock differs", rig.Lane.Health.Fault());
        Assert.Equal(0, rig.Time.UnixSeconds());
    }

    [Fact]
    public void A_recorded_offer_does_not_set_the_time()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        var id = rig.Requests(Hal.Channel.MatchRequest)[^1].RequestId;
        rig.OfferSession(5, id: id + 1, unixMilliseconds: (rig.Day.Seconds + 3_600) * 1000);
        Assert.Equal(ClockState.Ok, rig.Time.State);
    }
}
