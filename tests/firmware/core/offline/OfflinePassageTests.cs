using System.Text;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Offline;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>Tickets in the lane's list whose guests have not passed.</summary>
public sealed class OfflinePassageTests
{
    // Five seconds to pass, ten for somebody who is late.
    const int OverMilliseconds = 15_200;
    readonly OfflineRig _rig = new OfflineRig(passageSeconds: 5).Opened();

    [Fact]
    public void A_ticket_whose_guest_did_not_pass_is_admitted_again_and_reported_once()
    {
        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
        _rig.Rig.Run(OverMilliseconds);
        Assert.Equal((0, 0), (_rig.Offline.List.Count, _rig.Offline.List.Unreported));

        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
        var second = _rig.Rig.Lane.Outcome.RequestId;
        _rig.Rig.Gate.Pass();
        _rig.Rig.Run(OverMilliseconds);
        Assert.False(_rig.ScanOffline(_rig.Shown("T-1")));
        Assert.Equal((1, second), (_rig.Offline.List.Unreported, _rig.Offline.List.FirstUnreported.RequestId));
    }

    [Fact]
    public void It_is_admitted_again_after_a_restart_too()
    {
        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
        _rig.Rig.Run(OverMilliseconds);
        _rig.Restart();
        Assert.Equal((ListState.Open, 0, 0), (_rig.Offline.List.State, _rig.Offline.List.Count, _rig.Offline.List.Unreported));
        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
    }

    [Fact]
    public void A_guest_who_is_late_keeps_the_ticket_used()
    {
        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
        _rig.Rig.Run(8_000);
        _rig.Rig.Gate.Pass();
        _rig.Rig.Run(OverMilliseconds);
        Assert.False(_rig.ScanOffline(_rig.Shown("T-1")));
        Assert.Equal(1, _rig.Offline.List.Unreported);
    }

    [Fact]
    public void A_guest_who_has_not_passed_yet_is_let_through_again_as_the_same_admission()
    {
        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
        var request = _rig.Rig.Lane.Outcome.RequestId;
        _rig.Rig.Run(6_000);

        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
        Assert.Equal((Decision.Admitted, request), (_rig.Rig.Lane.Outcome.Decision, _rig.Rig.Lane.Outcome.RequestId));
        Assert.Equal((1, 1), (_rig.Offline.List.Unreported, _rig.Rig.Lane.Passages.Open));
        _rig.Rig.Gate.Pass();
        _rig.Rig.Run(100);
        Assert.Equal(1, _rig.Rig.Lane.Passages.Passed);
    }

    [Fact]
    public void A_forged_code_of_a_guest_who_has_not_passed_yet_opens_nothing()
    {
        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
        _rig.Rig.Run(6_000);
        var forged = _rig.Shown("T-1").ToCharArray();
        forged[^3] = forged[^3] == 'A' ? 'B' : 'A';
        Assert.False(_rig.ScanOffline(new string(forged)));
        Assert.Equal(Decision.TicketUsed, _rig.Rig.Lane.Outcome.Decision);
    }

    [Fact]
    public void A_ticket_admitted_by_ticketing_whose_guest_did_not_pass_is_admitted_offline()
    {
        _rig.Rig.Qr.Scan(_rig.Shown("T-1"));
        _rig.Rig.Run();
        _rig.Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(1, _rig.Rig.Gate.Openings);
        _rig.Rig.Run(OverMilliseconds);
        Assert.Equal(0, _rig.Offline.List.Count);
        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
    }

    [Fact]
    public void Ticketing_decides_about_a_guest_whom_it_admitted_and_who_has_not_passed_yet()
    {
        _rig.Rig.Qr.Scan(_rig.Shown("T-1"));
        _rig.Rig.Run();
        _rig.Rig.ReplyToTicket(Decision.Admitted);
        _rig.Rig.Run(6_000);
        _rig.Rig.ReplyToTicket(Decision.Noted);
        _rig.Rig.Qr.Scan(_rig.Shown("T-1"));
        _rig.Rig.Run();
        Assert.Equal((LaneState.CheckingTicket, TicketPurpose.RedeemCode), (_rig.Rig.Lane.State, _rig.LastRequest().Purpose));
        _rig.Rig.ReplyToTicket(Decision.Admitted, AdmissionNotes.Of(0, isSame: true, false));
        Assert.Equal((2, 1), (_rig.Rig.Gate.Openings, _rig.Offline.List.Count));
        _rig.Rig.Run(OverMilliseconds);
        Assert.Equal(0, _rig.Offline.List.Count);
    }

    [Fact]
    public void A_passage_is_reported_after_the_offline_admission_itself()
    {
        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
        var request = _rig.Rig.Lane.Outcome.RequestId;
        _rig.Rig.Gate.Pass();
        _rig.Rig.Run(100);
        _rig.Rig.Connected = true;
        _rig.Rig.Run(5_000);
        Assert.Equal(TicketPurpose.ReportOffline, _rig.LastRequest().Purpose);
        _rig.Rig.ReplyToTicket(Decision.Admitted);
        _rig.Rig.Run(20);
        var report = new PassageReport();
        Assert.True(report.Read(_rig.LastRequest()));
        Assert.Equal((PassageOutcome.Passed, request), (report.Outcome, report.RequestId));
    }

    [Fact]
    public void An_admission_that_was_reported_before_nobody_passed_is_undone_by_a_report()
    {
        Assert.True(_rig.ScanOffline(_rig.Shown("T-1")));
        var request = _rig.Rig.Lane.Outcome.RequestId;
        _rig.Rig.Connected = true;
        _rig.Rig.Run(100);
        _rig.Rig.ReplyToTicket(Decision.Admitted);
        _rig.Rig.Run(OverMilliseconds + 5_000);
        var report = new PassageReport();
        Assert.True(report.Read(_rig.LastRequest()));
        Assert.Equal((PassageOutcome.NotPassed, request), (report.Outcome, report.RequestId));
    }

    [Fact]
    public void A_power_cut_while_it_is_recorded_leaves_the_ticket_used_or_not()
    {
        var store = new CutStore();
        var list = new AdmissionList(store, [1, 2, 3]);
        Assert.True(list.Open());
        Assert.True(list.Add(Record("a", 1)) && list.Add(Record("b", 2)) && list.Add(Record("c", 3)));
        for (var cut = 0; cut <= AdmissionRecord.Length; cut++)
        {
            var files = store.Files.ToDictionary(file => file.Key, file => (byte[])[.. file.Value]);
            Assert.Throws<PowerCutException>(() => new AdmissionList(new CutStore(files, cut), [1, 2, 3]).Undo(2));
            var after = new AdmissionList(new CutStore(files), [1, 2, 3]);
            Assert.Equal(ListState.Open, after.State);
            Assert.True(after.Contains(Code("a")) && after.Contains(Code("c")));
            Assert.Equal(after.Contains(Code("b")), after.IsUnreported(2));
            Assert.Equal(after.Contains(Code("b")) ? 3 : 2, after.Unreported);
        }
    }

    [Fact]
    public void Guests_who_never_pass_do_not_make_the_list_longer_than_its_room()
    {
        var list = new AdmissionList(new CutStore(), [1, 2, 3]);
        Assert.True(list.Open());
        for (ulong i = 1; i <= AdmissionList.Capacity; i++)
        {
            Assert.True(list.Add(Record("a", i)));
            list.Undo(i);
        }

        Assert.Equal((ListState.Full, 0), (list.State, list.Count));
        Assert.False(list.Add(Record("a", 9_999)));
    }

    static byte[] Code(string code) => Encoding.ASCII.GetBytes(code);

    static AdmissionRecord Record(string code, ulong request) =>
        new() { Kind = RecordKind.Offline, Code = Code(code), RequestId = request, UnixSeconds = 1_795_000_000 };
}
