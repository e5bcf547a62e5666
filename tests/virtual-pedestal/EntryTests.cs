using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Ledger;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Phantom;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.VirtualPedestal.Tests;

public sealed class EntryTests
{
    const int TestTimeout = 60_000;

    [Fact(Timeout = TestTimeout)]
    public async Task A_palm_is_captured_extracted_requested_and_admitted()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var responder = await Responder.StartAsync(broker, cancellation);
        responder.Match = Decision.Admitted;
        await using var pedestal = Site.Pedestal(broker.Port, extractor: null);
        pedestal.Start();
        await pedestal.WaitReadyAsync(cancellation);
        Assert.Equal((LaneState.Idle, Indication.Ready), (pedestal.State, pedestal.Indication));

        var hand = new PhantomHand(seed: 11, palm: 0);
        pedestal.ShowPalm(new FrameScene(PhantomRenderer.Render(hand, new CapturePose(), hand.CaptureRandom(0))));
        await pedestal.WaitForAsync(Indication.Admitted, cancellation);
        var outcome = await pedestal.NextOutcomeAsync(cancellation);

        Assert.Equal(1, pedestal.Gate.Openings);
        Assert.Equal((EntryWay.Palm, Decision.Admitted), (outcome.Way, outcome.Decision));
        Assert.Equal((CameraStatus.Ok, ExtractionStatus.Ok), (outcome.Camera, outcome.Extraction));
        Assert.True(responder.Palms.TryDequeue(out var palm));
        Assert.Equal(palm.RequestId, outcome.RequestId);
        Assert.True(TemplateFormat.Length == palm.Template.Length && palm.Template.Distinct().Count() > 16);
        Assert.All(
            [Stage.Capture, Stage.Extract, Stage.Seal, Stage.Network],
            stage => Assert.True(outcome.StageMicroseconds[(int)stage] > 0, stage.ToString()));
        Assert.InRange(outcome.TotalMicroseconds, outcome.StageMicroseconds.Sum(), long.MaxValue);

        pedestal.RemovePalm();
        await pedestal.WaitForAsync(Indication.Ready, cancellation);
    }

    [Fact(Timeout = TestTimeout)]
    public async Task Without_a_reply_the_ticket_admits()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var responder = await Responder.StartAsync(broker, cancellation);
        responder.Ticket = Decision.Admitted;
        await using var pedestal = Site.Pedestal(broker.Port, new AnyFrame());
        pedestal.Start();
        await pedestal.WaitReadyAsync(cancellation);

        pedestal.ShowPalm(Site.Grey);
        await pedestal.WaitForAsync(Indication.UseTicket, cancellation);
        var palm = await pedestal.NextOutcomeAsync(cancellation);
        Assert.Equal((Decision.None, OutcomeReason.NoReplyInTime), (palm.Decision, palm.Reason));
        Assert.Equal(0, pedestal.Gate.Openings);

        pedestal.ScanCode("TICKET-1");
        var ticket = await pedestal.NextOutcomeAsync(cancellation);

        Assert.Equal((EntryWay.Ticket, Decision.Admitted), (ticket.Way, ticket.Decision));
        Assert.Equal("TICKET-1", Assert.Single(responder.Codes));
        Assert.Equal(1, pedestal.Gate.Openings);
    }
}
