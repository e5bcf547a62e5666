using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>Each fault in virtual time: it is shown and reported, tickets work where they can, and the pedestal recovers by itself.</summary>
public class FaultTableTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, FaultRow.All.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_fault_is_shown_and_reported_opens_no_gate_and_ends_with_its_cause(int index)
    {
        var row = FaultRow.All[index];
        var rig = new FaultRig();
        Assert.Equal(LaneState.Admitted, rig.ShowPalm().State);
        Assert.False(rig.Tells(row.Told), row.Name);

        row.Break(rig);
        var openings = rig.Lane.Gate.Openings;
        for (var guest = 0; guest < row.Guests; guest++)
        {
            var (state, ring) = rig.ShowPalm();
            var isKnown = guest > 0 && (state, ring) == (LaneState.Fault, Indication.Fault);
            Assert.True((row.Palm, row.Ring) == (state, ring) || isKnown, $"{row.Name}: {state} {ring}");
            if (row.Code is { } code)
            {
                Assert.True(code == rig.Scan(), $"{row.Name}: {rig.Lane.Lane.Outcome.Decision} {rig.Lane.Lane.Outcome.Reason}");
            }
        }

        rig.Run(61_000);
        Assert.True(rig.Tells(row.Told), row.Name);
        var admitted = row.Guests * ((row.Palm == LaneState.Admitted ? 1 : 0) + (row.Code == LaneState.Admitted ? 1 : 0));
        Assert.Equal(openings + admitted, rig.Lane.Gate.Openings);

        row.Mend(rig);
        rig.Run(row.Recovery * 1000);
        Assert.Equal(LaneState.Idle, rig.Lane.Lane.State);
        Assert.Equal(LaneState.Admitted, rig.ShowPalm().State);
        Assert.Equal(LaneState.Admitted, rig.Scan());
        Assert.Equal(openings + admitted + 2, rig.Lane.Gate.Openings);
        Assert.False(row.IsInState && rig.Tells(row.Told), row.Name);
    }

    [Fact]
    public void Persistently_low_memory_restarts_the_pedestal_while_nobody_is_being_served()
    {
        var rig = new FaultRig();
        rig.Lane.Controller.Taken = long.MaxValue;
        rig.Run(5 * 60_000);
        Assert.Equal(0, rig.Lane.Controller.Reboots);
        rig.Run(2 * 60_000);
        Assert.Equal(1, rig.Lane.Controller.Reboots);
    }
}
