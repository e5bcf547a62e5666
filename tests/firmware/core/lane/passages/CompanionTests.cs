using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>What the ring says about an admission beside "walk in".</summary>
public sealed class CompanionTests
{
    readonly LaneRig _rig = new();

    [Theory]
    [InlineData(0, false, Indication.Admitted)]
    [InlineData(1, false, Indication.Companions)]
    [InlineData(63, false, Indication.Companions)]
    [InlineData(0, true, Indication.Attention)]
    [InlineData(2, true, Indication.Attention)]
    public void The_ring_shows_how_many_may_follow_and_when_a_steward_should_look(int companions, bool attention, Indication shown)
    {
        var notes = AdmissionNotes.Of(companions, isSame: false, attention);
        _rig.ShowPalm();
        _rig.ReplyToMatch(Decision.Admitted, notes: notes);
        Assert.Equal((LaneState.Admitted, shown, companions), (_rig.Lane.State, _rig.Indicator.Current, _rig.Indicator.Count));

        _rig.Lift();
        Assert.Equal((Indication.Ready, 0), (_rig.Indicator.Current, _rig.Indicator.Count));
        _rig.Qr.Scan("T-1");
        _rig.Run();
        _rig.ReplyToTicket(Decision.Admitted, notes);
        Assert.Equal((shown, companions, 2), (_rig.Indicator.Current, _rig.Indicator.Count, _rig.Gate.Openings));
    }

    [Fact]
    public void The_count_stays_while_the_code_is_held_there()
    {
        _rig.Qr.Scan("T-1");
        _rig.Run();
        _rig.ReplyToTicket(Decision.Admitted, AdmissionNotes.Of(2, false, false));
        _rig.Qr.Scan("T-1");
        _rig.Run();
        Assert.Equal(OutcomeReason.JustAdmitted, _rig.Lane.Outcome.Reason);
        Assert.Equal((Indication.Companions, 2), (_rig.Indicator.Current, _rig.Indicator.Count));
    }

    [Fact]
    public void One_companion_less_shows_at_once()
    {
        _rig.ShowPalm();
        _rig.ReplyToMatch(Decision.Admitted, notes: AdmissionNotes.Of(2, false, false));
        _rig.Qr.Scan("T-1");
        _rig.Run();
        _rig.ReplyToTicket(Decision.Admitted, AdmissionNotes.Of(1, false, false));
        Assert.Equal((Indication.Companions, 1), (_rig.Indicator.Current, _rig.Indicator.Count));
    }
}
