using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal.Tests;

public sealed class FaultTests
{
    const int TestTimeout = 60_000;

    [Fact(Timeout = TestTimeout)]
    public async Task Tickets_still_work_with_the_wrong_camera()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var responder = await Responder.StartAsync(broker, cancellation);
        responder.Ticket = Decision.Admitted;
        await using var pedestal = Site.Pedestal(broker.Port, new AnyFrame());
        pedestal.Fault = CameraFault.WrongId;
        pedestal.Start();
        await pedestal.WaitForAsync(Indication.Fault, cancellation);
        Assert.Equal(LaneState.Fault, pedestal.State);

        await pedestal.WaitConnectedAsync(cancellation);
        pedestal.ScanCode("TICKET-2");
        var ticket = await pedestal.NextOutcomeAsync(cancellation);
        Assert.Equal((EntryWay.Ticket, Decision.Admitted), (ticket.Way, ticket.Decision));
        Assert.Equal(1, pedestal.Gate.Openings);

        pedestal.Fault = CameraFault.None;
        await pedestal.WaitReadyAsync(cancellation);
        Assert.Equal(CameraFault.None, pedestal.Fault);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task The_link_is_down_while_the_broker_is_unplugged()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var pedestal = Site.Pedestal(broker.Port, new AnyFrame());
        pedestal.Start();
        await pedestal.WaitReadyAsync(cancellation);
        Assert.Null(pedestal.LinkFault);

        await broker.UnplugAsync(cancellation);
        await Eventually.TrueAsync(() => pedestal.LinkFault != null, cancellation);
        pedestal.ShowPalm(Site.Grey);
        var palm = await pedestal.NextOutcomeAsync(cancellation);
        Assert.Equal((EntryWay.Palm, OutcomeReason.LinkDown), (palm.Way, palm.Reason));
        Assert.Equal((LaneState.UseTicket, Indication.UseTicket), (pedestal.State, pedestal.Indication));
        pedestal.RemovePalm();

        await broker.PlugInAsync(cancellation);
        await pedestal.WaitReadyAsync(cancellation);
        Assert.Equal(0, pedestal.Gate.Openings);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_defect_ends_the_presentation_but_not_the_pedestal()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var pedestal = Site.Pedestal(broker.Port, new DefectiveExtractor());
        pedestal.Start();
        await pedestal.WaitReadyAsync(cancellation);

        pedestal.ShowPalm(Site.Grey);
        var outcome = await pedestal.NextOutcomeAsync(cancellation);
        Assert.Equal((Decision.None, OutcomeReason.InternalError), (outcome.Decision, outcome.Reason));
        pedestal.RemovePalm();
        await pedestal.WaitReadyAsync(cancellation);
        Assert.Equal(0, pedestal.Gate.Openings);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task A_lane_that_hangs_in_a_part_is_restarted_and_serves_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        var time = new RealTime();
        await using var pedestal = Site.Pedestal(broker.Port, new AnyFrame(), time: time);
        pedestal.Start();
        await pedestal.WaitReadyAsync(cancellation);

        var starts = 0;
        pedestal.Shown += shown => starts += shown == Indication.Working ? 1 : 0;
        PartFaults.TrySet(pedestal, "presence-hangs", true);

        // The supervisor waits for a minute.
        time.Speed = 50;
        await Eventually.TrueAsync(() => pedestal.Board.Restarts == 1, cancellation);
        time.Speed = 1;
        PartFaults.TrySet(pedestal, "presence-hangs", false);
        await Eventually.TrueAsync(() => Volatile.Read(ref starts) == 1, cancellation);
        await pedestal.WaitReadyAsync(cancellation);
        pedestal.ScanCode("TICKET");
        Assert.Equal(EntryWay.Ticket, (await pedestal.NextOutcomeAsync(cancellation)).Way);
        Assert.Equal(0, pedestal.Gate.Openings);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task Cutting_the_power_ends_every_wait()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var pedestal = Site.Pedestal(brokerPort: 1, new AnyFrame());
        pedestal.Start();
        Assert.Throws<InvalidOperationException>(pedestal.Start);
        var wait = pedestal.WaitForAsync(Indication.Admitted, cancellation);

        await pedestal.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => wait);
    }
}
