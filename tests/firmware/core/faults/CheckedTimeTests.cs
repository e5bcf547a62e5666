using Pedestal.Protocol;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

/// <summary>A time server in the hands of somebody else.</summary>
public class CheckedTimeTests
{
    const long Now = CheckedTime.EarliestSeconds + 1_000_000;
    readonly VirtualClock _clock = new();
    readonly SetTime _server = new();

    [Theory]
    [InlineData(0, "unset")]
    [InlineData(1, "implausible")]
    [InlineData(CheckedTime.EarliestSeconds - 1, "implausible")]
    [InlineData(CheckedTime.EarliestSeconds, "ok")]
    [InlineData(CheckedTime.LatestSeconds - 1, "ok")]
    [InlineData(CheckedTime.LatestSeconds, "implausible")]
    [InlineData(long.MaxValue, "implausible")]
    public void A_time_outside_the_bounds_is_none(long seconds, string word)
    {
        _server.Seconds = seconds;
        var time = new CheckedTime(_server, _clock);
        Assert.Equal((word, word == "ok" ? seconds : 0), (time.Word, time.UnixSeconds()));
    }

    [Theory]
    [InlineData(-31, "differs")]
    [InlineData(-30, "ok")]
    [InlineData(30, "ok")]
    [InlineData(31, "differs")]
    [InlineData(-900_000, "differs")]
    [InlineData(1_000_000_000, "differs")]
    public void A_time_that_is_not_the_services_is_none(long off, string word)
    {
        var time = new CheckedTime(_server, _clock);
        time.Hear(Now * 1000);
        _clock.Advance(3_600_000_000);
        _server.Seconds = Now + 3_600 + off;
        Assert.Equal((word, word == "ok" ? _server.Seconds : 0), (time.Word, time.UnixSeconds()));
        time.Hear(0);
        Assert.Equal(word, time.Word);
    }

    [Fact]
    public void The_lane_hears_the_time_of_an_authentic_offer_and_names_the_fault()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.OfferSession(5, unixMilliseconds: (rig.Day.Seconds + 3_600) * 1000);
        rig.AnswerMatch(Decision.Admitted);
        rig.Lift();
        rig.Run(61_000);
        Assert.Equal("clock differs", rig.Lane.Fault);
        Assert.Equal(0, rig.Time.UnixSeconds());
    }

    [Fact]
    public void A_recorded_offer_tells_no_time()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        var id = rig.Requests(Hal.Channel.MatchRequest)[^1].RequestId;
        rig.OfferSession(5, id: id + 1, unixMilliseconds: (rig.Day.Seconds + 3_600) * 1000);
        Assert.Equal("ok", rig.Time.Word);
    }
}
