using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>How reports of passages reach ticketing, and what happens when they do not.</summary>
public sealed class PassageReportTests
{
    readonly PassageRig _rig = new();

    [Theory]
    [InlineData(Decision.Unavailable, 6_000)]
    [InlineData(Decision.TooLate, 6_000)]
    [InlineData(Decision.Refused, 61_000)]
    [InlineData(Decision.WrongRole, 61_000)]
    [InlineData(null, 8_000)]
    public void A_report_that_is_not_noted_is_sent_again(Decision? reply, int milliseconds)
    {
        var request = _rig.AdmitPalm();
        _rig.ReplyToReports = reply;
        _rig.Pass();
        _rig.Run(3_000);
        Assert.Equal(1, _rig.Passages.ToReport);

        var sent = Ids();
        _rig.ReplyToReports = Decision.Noted;
        _rig.Run(milliseconds);
        Assert.Equal([(PassageOutcome.Passed, request)], _rig.Reports);
        Assert.Equal(0, _rig.Passages.ToReport);
        Assert.Equal(sent + 1, Ids());
    }

    [Fact]
    public void A_guests_code_comes_before_a_report_which_is_sent_again_afterwards()
    {
        _rig.ReplyToReports = null;
        var first = _rig.AdmitPalm();
        _rig.Pass();
        var second = _rig.AdmitCode("T-1");
        Assert.Equal(Decision.Admitted, _rig.Outcome.Decision);
        _rig.ReplyToReports = Decision.Noted;
        _rig.Pass();
        _rig.Run(500);
        Assert.Equal([(PassageOutcome.Passed, first), (PassageOutcome.Passed, second)], _rig.Reports);
        Assert.Equal(0, _rig.Passages.ToReport);
    }

    [Fact]
    public void Reports_wait_for_the_link_and_keep_the_time_of_the_passage()
    {
        _rig.Lane.Day.Seconds = 1_795_000_000;
        _rig.AdmitPalm();
        _rig.Lane.Connected = false;
        _rig.Pass();
        _rig.Lane.Day.Seconds = 1_795_000_600;
        _rig.Run(10_000);
        Assert.Empty(_rig.Reports);
        _rig.Lane.Connected = true;
        _rig.Run(1_000);
        Assert.Equal(1_795_000_000, Assert.Single(_rig.Received).UnixSeconds);
    }

    [Fact]
    public void When_too_many_wait_those_of_undone_entries_are_dropped_first()
    {
        var rig = new PassageRig(2) { ReplyToReports = null };
        rig.Lane.Connected = true;
        var passed = rig.AdmitCode("T-0");
        rig.Pass();
        rig.Lane.Connected = false;
        for (var i = 0; i < 80; i++)
        {
            rig.Lane.Connected = true;
            rig.Lane.Qr.Scan($"T-{i + 1}");
            rig.Run(10);
            rig.Lane.Connected = false;
            rig.Run(2_200);
        }

        Assert.Equal(64, rig.Passages.ToReport);
        rig.ReplyToReports = Decision.Noted;
        rig.Lane.Connected = true;
        rig.Run(60_000);
        Assert.Equal(0, rig.Passages.ToReport);
        Assert.Contains((PassageOutcome.Passed, passed), rig.Reports);
    }

    [Fact]
    public void Replies_to_reports_that_no_guest_would_have_waited_for_do_not_hide_a_slow_ticketing()
    {
        _rig.ReplyToReports = null;
        for (var guest = 0; guest < 2; guest++)
        {
            _rig.Lane.Qr.Scan($"T-{guest}");
            _rig.Run(4_000);
        }

        Assert.False(_rig.Lane.Lane.Health.Works(Part.Ticketing));
    }

    [Fact]
    public void After_five_guests_without_a_passage_admissions_count_at_once_until_the_contact_reports_one()
    {
        for (var guest = 0; guest < 5; guest++)
        {
            Assert.True(_rig.Lane.Lane.Health.Works(Part.Passage));
            _rig.AdmitCode($"T-{guest}");
            _rig.Run(6_000);
        }

        Assert.Equal((5, "silent"), (_rig.Passages.NotPassed, _rig.Lane.Lane.Health.Word(Part.Passage)));
        var sixth = _rig.AdmitPalm();
        Assert.Equal(0, PassageTerms.Read(_rig.Lane.LastMatchRequest().Link, 0).Seconds);
        _rig.Run(20_000);
        Assert.DoesNotContain(_rig.Reports, report => report.Request == sixth);

        _rig.AdmitPalm();
        _rig.Pass();
        Assert.True(_rig.Lane.Lane.Health.Works(Part.Passage));
        Assert.Equal((5, 0), (_rig.Reports.Count, _rig.Passages.SlippedThrough));
        var next = _rig.AdmitPalm();
        Assert.Equal(5, PassageTerms.Read(_rig.Lane.LastMatchRequest().Link, 0).Seconds);
        _rig.Pass();
        _rig.Run(1_000);
        Assert.Equal((PassageOutcome.Passed, next), _rig.Reports[^1]);
    }

    [Fact]
    public void A_guest_who_passes_now_and_then_keeps_the_contact_trusted()
    {
        for (var guest = 0; guest < 12; guest++)
        {
            _rig.AdmitCode($"T-{guest}");
            if (guest % 4 == 3)
            {
                _rig.Pass();
            }

            _rig.Run(16_000);
        }

        Assert.True(_rig.Lane.Lane.Health.Works(Part.Passage));
        Assert.Equal((3, 9), (_rig.Passages.Passed, _rig.Passages.NotPassed));
    }

    // Different requests, not resends.
    int Ids() => _rig.Lane.Requests(Channel.TicketRequest).Select(sent => sent.RequestId).Distinct().Count();
}
