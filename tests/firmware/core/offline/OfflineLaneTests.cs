using System.Text;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public sealed class OfflineLaneTests
{
    [Fact]
    public void Without_the_broker_a_signed_ticket_opens_the_gate_once()
    {
        var rig = new OfflineRig().Opened();

        Assert.True(rig.ScanOffline(rig.Shown("T-1")));
        Assert.Equal((EntryWay.Ticket, Decision.Admitted), (rig.Rig.Lane.Outcome.Way, rig.Rig.Lane.Outcome.Decision));
        rig.Rig.Gate.Pass();
        Assert.False(rig.ScanOffline(rig.Shown("T-1")));
        Assert.Equal((LaneState.Denied, Indication.TicketUsed), (rig.Rig.Lane.State, rig.Rig.Indicator.Current));
    }

    [Fact]
    public void Without_a_reply_a_signed_ticket_opens_the_gate_when_the_budget_ends()
    {
        var rig = new OfflineRig().Opened();

        rig.Rig.Qr.Scan(rig.Shown("T-1"));
        rig.Rig.Run(900);
        Assert.Equal(0, rig.Rig.Gate.Openings);
        rig.Rig.Run(200);

        Assert.Equal(1, rig.Rig.Gate.Openings);
    }

    [Fact]
    public void A_printed_code_and_a_palm_are_never_admitted_offline()
    {
        var rig = new OfflineRig().Opened();

        Assert.False(rig.ScanOffline("T-1"));
        Assert.Equal((LaneState.UseTicket, OutcomeReason.LinkDown), (rig.Rig.Lane.State, rig.Rig.Lane.Outcome.Reason));
        rig.Rig.Lift();
        rig.Rig.ShowPalm();
        rig.Rig.Run(2000);
        Assert.Equal(0, rig.Rig.Gate.Openings);
    }

    [Fact]
    public void Another_lanes_ticket_is_sent_there()
    {
        var lane = SignedCode.LaneOf(Encoding.ASCII.GetBytes("T-1"), 3) % 3 + 1;
        var rig = new OfflineRig(lane: lane, lanes: 3).Opened();

        Assert.False(rig.ScanOffline(rig.Shown("T-1")));

        Assert.Equal((LaneState.Denied, Decision.OtherLane), (rig.Rig.Lane.State, rig.Rig.Lane.Outcome.Decision));
    }

    [Fact]
    public void A_ticket_admitted_by_ticketing_is_not_admitted_offline_afterwards()
    {
        var rig = new OfflineRig().Opened();
        rig.Rig.Qr.Scan(rig.Shown("T-1"));
        rig.Rig.Run();
        rig.Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(1, rig.Rig.Gate.Openings);

        Assert.False(rig.ScanOffline(rig.Shown("T-1")));

        rig.Restart();
        Assert.False(rig.ScanOffline(rig.Shown("T-1")));
        Assert.Equal(0, rig.Offline.List.Unreported);
    }

    [Fact]
    public void A_ticket_refused_by_ticketing_is_not_admitted()
    {
        var rig = new OfflineRig().Opened();

        rig.Rig.Qr.Scan(rig.Shown("T-1"));
        rig.Rig.Run();
        rig.Rig.ReplyToTicket(Decision.NoTicket);
        rig.Rig.Run(3000);

        Assert.Equal(0, rig.Rig.Gate.Openings);
    }

    [Fact]
    public void A_reply_after_an_offline_admission_opens_nothing()
    {
        var rig = new OfflineRig().Opened();
        rig.Rig.Qr.Scan(rig.Shown("T-1"));
        rig.Rig.Run(1100);
        Assert.Equal(1, rig.Rig.Gate.Openings);

        rig.Rig.ReplyToTicket(Decision.Admitted);
        rig.Rig.Run(3000);

        Assert.Equal(1, rig.Rig.Gate.Openings);
    }

    [Fact]
    public void Flash_that_fails_admits_nobody_offline()
    {
        var rig = new OfflineRig().Opened();
        rig.Files.Fails = true;

        Assert.False(rig.ScanOffline(rig.Shown("T-1")));
        Assert.Equal(OutcomeReason.LinkDown, rig.Rig.Lane.Outcome.Reason);
    }

    [Fact]
    public void Flash_that_fails_during_an_online_admission_ends_offline_admission_for_good()
    {
        var rig = new OfflineRig().Opened();
        rig.Files.Fails = true;
        rig.Rig.Qr.Scan(rig.Shown("T-1"));
        rig.Rig.Run();
        rig.Files.FailsAppends = true;
        rig.Files.Fails = false;
        rig.Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(1, rig.Rig.Gate.Openings);
        rig.Files.FailsAppends = false;

        rig.Restart();

        Assert.False(rig.ScanOffline(rig.Shown("T-1")));
    }

    [Fact]
    public void A_list_that_failed_during_an_offline_admission_stays_invalid_after_online_ones()
    {
        var rig = new OfflineRig().Opened();
        Assert.True(rig.ScanOffline(rig.Shown("T-0")));
        rig.Files.FailsAppends = true;
        Assert.False(rig.ScanOffline(rig.Shown("T-1")));
        rig.Files.FailsAppends = false;
        rig.Rig.Connected = true;
        rig.Rig.Qr.Scan(rig.Shown("T-2"));
        rig.Rig.Run();
        rig.Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(2, rig.Rig.Gate.Openings);

        rig.Restart();

        Assert.False(rig.ScanOffline(rig.Shown("T-2")));
        Assert.Equal(1, rig.Offline.List.Unreported);
    }

    [Fact]
    public void A_list_that_could_not_be_read_stays_invalid_after_online_admissions()
    {
        var rig = new OfflineRig().Opened();
        Assert.True(rig.ScanOffline(rig.Shown("T-0")));
        rig.Files.Fails = true;
        rig.Restart();
        rig.Files.Fails = false;
        rig.Rig.Qr.Scan(rig.Shown("T-1"));
        rig.Rig.Run();
        rig.Rig.ReplyToTicket(Decision.Admitted);

        rig.Restart();

        Assert.False(rig.ScanOffline(rig.Shown("T-1")));
        Assert.Equal(1, rig.Offline.List.Unreported);
    }

    [Fact]
    public void A_ticket_admitted_offline_is_refused_before_ticketing_knows_of_it()
    {
        var rig = new OfflineRig().Opened();
        Assert.True(rig.ScanOffline(rig.Shown("T-1")));
        rig.Restart();
        var sent = rig.Rig.Requests(Channel.TicketRequest).Count;

        rig.Rig.Qr.Scan(rig.Shown("T-1"));
        rig.Rig.Lane.Step();

        Assert.Equal((LaneState.Denied, Indication.TicketUsed), (rig.Rig.Lane.State, rig.Rig.Indicator.Current));
        rig.Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(0, rig.Rig.Gate.Openings);
        Assert.DoesNotContain(rig.Rig.Requests(Channel.TicketRequest).Skip(sent), envelope => envelope.Body[0] == 1);
    }

    [Fact]
    public void A_power_cut_before_the_gate_opens_admits_at_most_once()
    {
        var template = new OfflineRig().Opened();
        for (var cut = 0; cut <= AdmissionRecord.Length; cut++)
        {
            var files = template.Files.Files.ToDictionary(file => file.Key, file => (byte[])[.. file.Value]);
            var rig = new OfflineRig(new CutStore(files, cut));
            Assert.False(rig.ScanOffline(rig.Shown("T-1")));
            Assert.Equal(1, rig.Rig.Lane.Failures);
            Assert.Equal(0, rig.Rig.Gate.Openings);
            var after = new OfflineRig(new CutStore(files));
            var openings = (after.ScanOffline(after.Shown("T-1")) ? 1 : 0) + (after.ScanOffline(after.Shown("T-1")) ? 1 : 0);
            Assert.InRange(openings, 0, 1);
        }
    }

    [Fact]
    public void An_enrolment_pedestal_admits_nobody_offline()
    {
        var rig = new OfflineRig().Opened();
        var lane = new LaneRig(LaneMode.Enrolment, rig.Offline) { Connected = false };

        lane.Qr.Scan(rig.Shown("T-1"));
        lane.Run();

        Assert.Equal(0, lane.Gate.Openings);
        Assert.Equal(0, rig.Offline.List.Count);
    }
}
