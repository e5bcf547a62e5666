using System.Text;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>A pedestal whose keys lack the role for its mode: guests are not sent to the reader, which would refuse them too.</summary>
public class RoleTests
{
    [Theory]
    [InlineData(LaneMode.Entry)]
    [InlineData(LaneMode.Deletion)]
    public void A_palm_refused_for_lack_of_a_role_shows_the_pedestal_as_out_of_order(LaneMode mode)
    {
        var rig = new LaneRig(mode);
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.WrongRole);
        AssertOutOfOrder(rig);
    }

    [Theory]
    [InlineData(LaneMode.Entry)]
    [InlineData(LaneMode.Enrolment)]
    public void A_code_refused_for_lack_of_a_role_shows_the_pedestal_as_out_of_order(LaneMode mode)
    {
        var rig = new LaneRig(mode);
        rig.Run();
        rig.Qr.Scan("TICKET");
        rig.Run();
        rig.ReplyToTicket(Decision.WrongRole);
        AssertOutOfOrder(rig);
    }

    [Fact]
    public void An_enrolment_that_loses_its_role_ends_out_of_order()
    {
        var rig = new LaneRig(LaneMode.Enrolment);
        rig.Run();
        rig.Qr.Scan("TICKET");
        rig.Run();
        rig.OpenEnrolment();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.WrongRole);
        AssertOutOfOrder(rig);
    }

    [Fact]
    public void The_next_decision_about_a_guest_ends_the_fault()
    {
        var rig = new LaneRig();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.WrongRole);
        rig.Lift();
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.NoTicket);
        Assert.True(rig.Lane.Health.Works(Part.Role));
        Assert.Equal("none", rig.Lane.Health.Fault());
    }

    static void AssertOutOfOrder(LaneRig rig)
    {
        Assert.Equal((LaneState.Denied, Indication.Fault), (rig.Lane.State, rig.Indicator.Current));
        Assert.Equal(Decision.WrongRole, rig.Lane.Outcome.Decision);
        rig.Run(1100);
        Assert.False(rig.Lane.Health.Works(Part.Role));
        Assert.Equal("role missing", rig.Lane.Health.Fault());
        Assert.Contains("\"role\":\"missing\"",
            Encoding.ASCII.GetString(rig.Sent.Last(m => m.Channel == Channel.State).Payload), StringComparison.Ordinal);
        Assert.Equal(0, rig.Gate.Openings);
    }
}
