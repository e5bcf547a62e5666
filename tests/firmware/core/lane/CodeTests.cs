using System.Text;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Log;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

public class CodeTests
{
    public static TheoryData<string> Situations =>
        ["idle", "guiding", "unusable", "use ticket", "denied", "fault", "admitted", "matcher silent"];

    [Theory]
    [MemberData(nameof(Situations))]
    public void A_code_opens_the_gate_in_every_situation(string situation)
    {
        var rig = new LaneRig();
        switch (situation)
        {
            case "guiding": rig.ShowPalm(40); break;
            case "unusable": rig.Extraction = ExtractionStatus.OffCentre; rig.ShowPalm(); break;
            case "use ticket": rig.ShowPalm(); rig.Run(1000); break;
            case "denied": rig.ShowPalm(); rig.ReplyToMatch(Decision.NoTicket); break;
            case "fault": rig.StartStatus = CameraStatus.WrongSensor; rig.Run(); break;
            case "admitted": rig.ShowPalm(); rig.ReplyToMatch(Decision.Admitted); break;
            case "matcher silent": rig.ShowPalm(); break;
        }

        var before = rig.Gate.Openings;
        rig.Qr.Scan("TICKET-1");
        rig.Run(situation == "matcher silent" ? 1000 : 10);
        Assert.Equal(LaneState.CheckingTicket, rig.Lane.State);
        var request = new TicketRequest();
        Assert.True(request.Read(rig.Requests(Channel.TicketRequest)[^1].Body));
        Assert.Equal((TicketPurpose.RedeemCode, "TICKET-1"),
            (request.Purpose, Encoding.ASCII.GetString(request.Code, 0, request.CodeLength)));
        rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal((LaneState.Admitted, before + 1), (rig.Lane.State, rig.Gate.Openings));
    }

    [Theory]
    [InlineData(Decision.UnknownTicket, LaneState.Denied, Indication.NoTicket)]
    [InlineData(Decision.TicketUsed, LaneState.Denied, Indication.TicketUsed)]
    [InlineData(Decision.Unavailable, LaneState.UseTicket, Indication.UseTicket)]
    [InlineData(Decision.EnrolmentOpened, LaneState.UseTicket, Indication.UseTicket)]
    public void A_refused_code_keeps_the_gate_closed(Decision decision, LaneState state, Indication indication)
    {
        var rig = new LaneRig();
        rig.Qr.Scan("X");
        rig.Run();
        rig.ReplyToTicket(decision);
        Assert.Equal((state, indication, 0), (rig.Lane.State, rig.Indicator.Current, rig.Gate.Openings));
    }

    [Fact]
    public void Without_ticketing_the_budget_ends_the_wait()
    {
        var rig = new LaneRig();
        rig.Qr.Scan("X");
        rig.Run(1100);
        Assert.Equal((LaneState.UseTicket, OutcomeReason.NoReplyInTime), (rig.Lane.State, rig.Lane.Outcome.Reason));
        Assert.Equal(3, rig.Requests(Channel.TicketRequest).Count);
    }

    [Fact]
    public void Without_a_link_the_guest_is_told_at_once()
    {
        var rig = new LaneRig { Connected = false };
        rig.Qr.Scan("X");
        rig.Run();
        Assert.Equal((LaneState.UseTicket, OutcomeReason.LinkDown), (rig.Lane.State, rig.Lane.Outcome.Reason));
        rig.Lift();
        rig.ShowPalm();
        Assert.Equal((LaneState.UseTicket, OutcomeReason.LinkDown, EntryWay.Palm),
            (rig.Lane.State, rig.Lane.Outcome.Reason, rig.Lane.Outcome.Way));
    }

    [Fact]
    public void A_code_longer_than_any_tickets_is_refused_without_a_request()
    {
        var rig = new LaneRig();
        rig.Qr.Scan(new string('A', 129));
        rig.Run();
        Assert.Equal((LaneState.Denied, OutcomeReason.CodeTooLong), (rig.Lane.State, rig.Lane.Outcome.Reason));
        Assert.Empty(rig.Requests(Channel.TicketRequest));
    }

    [Fact]
    public void Prefix_and_terminator_of_the_reader_are_removed_from_a_code()
    {
        var rig = new LaneRig();
        rig.Qr.Send("\u0002]Q1TICKET-1\u0003"u8.ToArray());
        rig.Run();
        var request = new TicketRequest();
        Assert.True(request.Read(rig.Requests(Channel.TicketRequest)[^1].Body));
        Assert.Equal("TICKET-1", Encoding.ASCII.GetString(request.Code, 0, request.CodeLength));
        Assert.Equal(0, rig.Lane.CodesDropped);
    }

    [Fact]
    public void A_code_that_no_ticket_can_have_is_dropped_and_reported()
    {
        var console = new ConsoleRig();
        var rig = console.Rig;
        rig.Qr.Send("0104012345678901\u001D21ABC\r"u8.ToArray());
        rig.Qr.Send("TICKET-\u00C9\r"u8.ToArray());
        rig.Run(50);
        Assert.Empty(rig.Requests(Channel.TicketRequest));
        Assert.Equal((LaneState.Idle, 2, CodeDrop.NotAscii),
            (rig.Lane.State, rig.Lane.CodesDropped, rig.Lane.LastCodeDrop));
        var status = console.Ask("status")[0];
        Assert.Equal((2, "not-ascii"),
            (status.GetProperty("codesDropped").GetInt32(), status.GetProperty("lastCodeDrop").GetString()));
        Assert.EndsWith(" ms, 2 codes dropped, the last: not-ascii",
            console.Ask("selftest reader")[0].GetProperty("value").GetString(), StringComparison.Ordinal);
        var record = new LogRecord();
        Assert.True(rig.Log.Read(rig.Log.Next - 1, record));
        Assert.Equal(("reader", "code dropped: not-ascii"), (record.Source, record.Text));
    }

    [Fact]
    public void A_dead_reader_does_not_stop_palms()
    {
        var rig = new LaneRig();
        rig.Qr.Failed = true;
        rig.ShowPalm();
        rig.ReplyToMatch(Decision.Admitted);
        Assert.Equal(1, rig.Gate.Openings);
    }
}
