using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Terms, notes and reports of passages as a pedestal sends and gets them.</summary>
public sealed class PassageOverTheBrokerTests
{
    [Fact]
    public async Task A_pedestal_reports_a_passage_and_somebody_who_slipped_through()
    {
        await using var venue = await Venue.OpenAsync();
        await venue.StartTicketingAsync();
        var pedestal = await venue.DeviceAsync("gate-1");
        var terms = new PassageTerms(Direction.In, 10);

        var first = await ScanAsync(1, terms);
        var again = await ScanAsync(2, terms);
        Assert.Equal((Decision.Admitted, false), (first.Decision, AdmissionNotes.IsSame(first.Notes)));
        Assert.Equal((Decision.Admitted, true), (again.Decision, AdmissionNotes.IsSame(again.Notes)));
        Assert.Equal(Decision.Noted, await ReportAsync(3, PassageOutcome.NotPassed, 2));
        Assert.Equal(Decision.Noted, await ReportAsync(4, PassageOutcome.NotPassed, 2));
        Assert.Equal(EntryState.Undone, venue.Store.Entries.HistoryOf("code-of-ann").Single().State);

        Assert.Equal(Decision.Admitted, (await ScanAsync(5, terms)).Decision);
        Assert.Equal(Decision.Noted, await ReportAsync(6, PassageOutcome.Passed, 5));
        Assert.Equal(Decision.TicketUsed, (await ScanAsync(7, terms)).Decision);

        Assert.DoesNotContain(venue.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.Equal(Decision.Noted, await ReportAsync(9, PassageOutcome.Unadmitted, 1000));
        Assert.Contains("Warning: gate-1 at main: somebody passed whom no admission let through", venue.Log.Lines);

        async Task<TicketReply> ScanAsync(ulong request, PassageTerms at)
        {
            var body = Requests.Code(TicketPurpose.RedeemCode, "code-of-ann");
            at.Write(body, 2);
            return Requests.Reply(await pedestal.AskAsync(body, request, Venue.Budget, Venue.Stop));
        }

        async Task<Decision> ReportAsync(ulong request, PassageOutcome outcome, ulong about)
        {
            var report = new TicketRequest();
            new PassageReport { Outcome = outcome, RequestId = about }.Write(report);
            var body = new byte[TicketRequest.Length];
            report.Write(body);
            return Requests.DecisionOf(await pedestal.AskAsync(body, request, Venue.Budget, Venue.Stop));
        }
    }
}
