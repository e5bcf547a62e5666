using Pedestal.Protocol;
using static Pedestal.Ticketing.Tests.ExternalRig;

namespace Pedestal.Ticketing.Tests;

/// <summary>Admissions, exits and passages of an external system.</summary>
public sealed class ExternalPassagesTests : IAsyncLifetime
{
    static readonly EntryAttempt ExitLane = new(Shows.Gate, "gate-1", new PassageTerms(Direction.Out, 10));

    ExternalRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await ExternalRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData("""{"decision":"admitted"}""", 0, false, false)]
    [InlineData("""{"decision":"admitted","companions":2,"attention":true}""", 2, false, true)]
    [InlineData("""{"decision":"admitted","companions":1000,"sameAdmission":true}""", 63, true, false)]
    public async Task An_admission_has_the_notes_that_the_system_gives_it(string said, int companions, bool isSame, bool needsAttention)
    {
        _rig.Stub.Respond = StubSystem.Saying(said);
        var admitted = await _rig.Tickets.RedeemCodeAsync(
            "code-of-ann", new EntryAttempt(Shows.Gate, "gate-1", new PassageTerms(Direction.In, 10)), Call, Stop);
        Assert.Equal(
            (Decision.Admitted, companions, isSame, needsAttention),
            (admitted.Decision, AdmissionNotes.CompanionsOf(admitted.Notes), AdmissionNotes.IsSame(admitted.Notes), AdmissionNotes.NeedsAttention(admitted.Notes)));
        Assert.EndsWith(""""direction":"in","entrance":"main","passageSeconds":10}"""", _rig.Stub.Requests.Single().Body.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"decision":"admitted","companions":-1}""")]
    [InlineData("""{"decision":"admitted","companions":"two"}""")]
    [InlineData("""{"decision":"left"}""")]
    public async Task Notes_or_decisions_outside_the_contract_admit_nobody(string said)
    {
        _rig.Stub.Respond = StubSystem.Saying(said);
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
    }

    [Theory]
    [InlineData("left", Decision.Left)]
    [InlineData("unknownTicket", Decision.UnknownTicket)]
    [InlineData("noTicket", Decision.NoTicket)]
    [InlineData("admitted", Decision.Unavailable)]
    [InlineData("ticketUsed", Decision.Unavailable)]
    public async Task At_an_exit_the_guest_leaves_though_no_event_is_open(string said, Decision decision)
    {
        _rig.Stub.RespondEvents = StubSystem.Saying("""{"events":[]}""");
        _rig.Stub.Respond = StubSystem.Saying($$"""{"decision":"{{said}}"}""");
        Assert.Equal(decision, (await _rig.Tickets.RedeemCodeAsync("code-of-ann", ExitLane, Call, Stop)).Decision);
        Assert.Equal(decision, (await _rig.Tickets.RedeemTokenAsync(Token, 1, ExitLane, Call, Stop)).Decision);
        Assert.All(_rig.Stub.Requests, r => Assert.Equal(
            ("out", System.Text.Json.JsonValueKind.Null), (r.Body.GetProperty("direction").GetString(), r.Body.GetProperty("event").ValueKind)));
    }

    [Fact]
    public async Task Every_outcome_of_a_passage_is_reported_with_the_key_of_its_redemption()
    {
        _rig.Stub.Respond = StubSystem.Saying("""{"decision":"noted"}""");
        foreach (var (outcome, direction, at) in new[]
        {
            (PassageOutcome.Passed, Direction.In, 1795895000L), (PassageOutcome.NotPassed, Direction.In, 0L), (PassageOutcome.Unadmitted, Direction.Out, 1795895000L),
        })
        {
            var report = new PassageReport { Outcome = outcome, Direction = direction, RequestId = 0xab, UnixSeconds = at };
            Assert.Equal(Decision.Noted, await _rig.Tickets.ReportPassageAsync(report, Shows.Gate, "gate-1", Call, Stop));
        }

        Assert.Equal(
            [
                """POST /tickets/v1/passages {"request":"demo/gate-1/00000000000000ab","outcome":"passed","direction":"in","entrance":"main","at":"2026-11-28T19:43:20Z"}""",
                """POST /tickets/v1/passages {"request":"demo/gate-1/00000000000000ab","outcome":"notPassed","direction":"in","entrance":"main","at":null}""",
                """POST /tickets/v1/passages {"request":"demo/gate-1/00000000000000ab","outcome":"unadmitted","direction":"out","entrance":"main","at":"2026-11-28T19:43:20Z"}""",
            ],
            _rig.Stub.Requests.Select(r => $"{r.Path} {r.Body.GetRawText()}"));
        Assert.All(_rig.Stub.Requests, r => Assert.Equal("demo/gate-1/00000000000000ff", r.IdempotencyKey));
    }

    [Theory]
    [InlineData(200, """{"decision":"admitted"}""")]
    [InlineData(404, "")]
    [InlineData(503, "")]
    public async Task A_report_that_is_not_noted_is_to_be_sent_again(int status, string body)
    {
        _rig.Stub.Respond = StubSystem.Saying(body, status);
        var report = new PassageReport { Outcome = PassageOutcome.Passed, RequestId = 1 };
        Assert.Equal(Decision.Unavailable, await _rig.Tickets.ReportPassageAsync(report, Shows.Gate, "gate-1", Call, Stop));
    }
}
