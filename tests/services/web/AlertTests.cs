using Pedestal.Hal;
using Pedestal.Web.Live;

namespace Pedestal.Web.Tests;

/// <summary>What needs somebody now.</summary>
public sealed class AlertTests
{
    static readonly DateTimeOffset Now = new(2026, 7, 4, 19, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_lane_where_it_was_too_bright_for_a_palm_is_told_with_what_to_do_for_ten_minutes()
    {
        Assert.Collection(At(TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(2)), alert =>
        {
            Assert.Equal("gate-1: too bright there for 2 palms", alert.What);
            Assert.Contains("hood", alert.ToDo, StringComparison.Ordinal);
        });
        Assert.Empty(At(TimeSpan.FromMinutes(11)));
    }

    static List<Alert> At(params TimeSpan[] ago)
    {
        var heard = new HeardPedestal();
        foreach (var time in ago)
        {
            heard.Add(new Attempt(Now - time, "palm", "none", "too-bright-here", 800));
        }

        var lane = new Lane("gate-1", "north", "entry", true, false, Indication.Ready, "", "", [], false, heard.Last, null, null, Now);
        return [.. Alerts.OfLanes([lane], _ => heard, Now)];
    }
}
