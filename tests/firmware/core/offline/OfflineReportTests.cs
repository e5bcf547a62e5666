using System.Text;
using Pedestal.Core.Offline;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

public sealed class OfflineReportTests
{
    [Fact]
    public void Each_offline_admission_is_reported_once_the_broker_is_back()
    {
        var rig = new OfflineRig().Opened();
        rig.ScanOffline(rig.Shown("T-1"));
        var admitted = rig.Rig.Lane.Outcome.RequestId;
        rig.ScanOffline(rig.Shown("T-2"));
        rig.Rig.Connected = true;
        rig.Rig.Run(5000);

        var report = rig.LastRequest();
        Assert.Equal((TicketPurpose.ReportOffline, "T-1"), (report.Purpose, ReportedCode(report)));
        var scanned = new SignedCode(new HostCipher());
        var shown = OfflineRig.Shown("T-1", rig.Now);
        Assert.True(scanned.Read(shown, shown.Length));
        Assert.Equal(scanned.Step, Bytes.GetUInt32(report.Code, 0));
        Assert.Equal(scanned.Tag, report.Code[4..20]);
        Assert.Equal(admitted, Bytes.GetUInt64(report.Link, 0));
        Assert.Equal(rig.Now, (long)Bytes.GetUInt64(report.Link, 8));
        Assert.NotEqual(admitted, rig.Rig.Requests(Channel.TicketRequest)[^1].RequestId);

        rig.Rig.ReplyToTicket(Decision.Admitted);
        rig.Rig.Run(20);
        Assert.Equal("T-2", ReportedCode(rig.LastRequest()));
        rig.Rig.ReplyToTicket(Decision.TicketUsed);
        Assert.Equal(0, rig.Offline.List.Unreported);

        var sent = rig.Rig.Requests(Channel.TicketRequest).Count;
        rig.Rig.Run(20_000);
        rig.Restart();
        rig.Rig.Run(20_000);
        Assert.Equal(sent, sent + rig.Rig.Requests(Channel.TicketRequest).Count);
    }

    [Theory]
    [InlineData(Decision.Unavailable)]
    [InlineData(Decision.Refused)]
    [InlineData(Decision.TooLate)]
    [InlineData(null)]
    public void An_unacknowledged_admission_is_reported_again(Decision? reply)
    {
        var rig = new OfflineRig().Opened();
        rig.ScanOffline(rig.Shown("T-1"));
        rig.Rig.Connected = true;
        rig.Rig.Run(5000);
        if (reply is { } decision)
        {
            rig.Rig.ReplyToTicket(decision);
        }

        rig.Rig.Run(10_000);
        Assert.Equal(1, rig.Offline.List.Unreported);
        Assert.Equal((TicketPurpose.ReportOffline, "T-1"), (rig.LastRequest().Purpose, ReportedCode(rig.LastRequest())));
        rig.Restart();
        rig.Rig.Run(10);
        rig.Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(0, rig.Offline.List.Unreported);
    }

    [Fact]
    public void A_guest_comes_before_a_report()
    {
        var rig = new OfflineRig().Opened();
        rig.ScanOffline(rig.Shown("T-1"));
        rig.Rig.Connected = true;
        rig.Rig.Run(5000);
        Assert.Equal(TicketPurpose.ReportOffline, rig.LastRequest().Purpose);

        rig.Rig.Qr.Scan("PRINTED");
        rig.Rig.Run();
        Assert.Equal((TicketPurpose.RedeemCode, "PRINTED"), (rig.LastRequest().Purpose, CodeOf(rig.LastRequest())));
        rig.Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(2, rig.Rig.Gate.Openings);

        rig.Rig.Run(1000);
        Assert.Equal((TicketPurpose.ReportOffline, "T-1"), (rig.LastRequest().Purpose, ReportedCode(rig.LastRequest())));
        Assert.Equal(new byte[MatchRequest.LinkLength], Ordinary(rig).Link);
    }

    [Fact]
    public void The_lane_requests_its_tickets_until_ticketing_assigns_them()
    {
        var rig = new OfflineRig(lane: 2, lanes: 3);
        rig.Rig.Run();
        var request = rig.LastRequest();
        Assert.Equal([2, 3, .. rig.Offline.Mark], request.Code[..request.CodeLength]);

        rig.Rig.ReplyToTicket(Decision.Refused);
        Assert.Equal(ListState.NotOpen, rig.Offline.List.State);
        rig.Rig.Run(59_000);
        Assert.Single(rig.Rig.Requests(Channel.TicketRequest));
        rig.Rig.Run(2000);
        rig.Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(ListState.Open, rig.Offline.List.State);
        rig.Restart();
        Assert.Equal(ListState.Open, rig.Offline.List.State);
    }

    [Fact]
    public void Another_events_admissions_are_reported_before_its_list_is_replaced()
    {
        var files = new CutStore();
        var rig = new OfflineRig(files).Opened();
        rig.ScanOffline(rig.Shown("T-1"));
        rig = new OfflineRig(files, key: new byte[32]);
        Assert.Equal(ListState.Closed, rig.Offline.List.State);

        rig.Rig.Run();
        Assert.Equal(TicketPurpose.ReportOffline, rig.LastRequest().Purpose);
        rig.Rig.ReplyToTicket(Decision.Admitted);
        rig.Rig.Run(20);

        Assert.Equal(TicketPurpose.OpenOffline, rig.LastRequest().Purpose);
        rig.Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal((ListState.Open, 0), (rig.Offline.List.State, rig.Offline.List.Count));
    }

    static TicketRequest Ordinary(OfflineRig rig) => rig.Rig.Requests(Channel.TicketRequest).Select(envelope =>
    {
        var request = new TicketRequest();
        Assert.True(request.Read(envelope.Body));
        return request;
    }).Last(request => request.Purpose == TicketPurpose.RedeemCode);

    static string ReportedCode(TicketRequest report) => Encoding.ASCII.GetString(report.Code, 20, report.CodeLength - 20);

    static string CodeOf(TicketRequest request) => Encoding.ASCII.GetString(request.Code, 0, request.CodeLength);
}
