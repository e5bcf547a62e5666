using Pedestal.Protocol;
using static Pedestal.Ticketing.Tests.ExternalRig;

namespace Pedestal.Ticketing.Tests;

/// <summary>What the connector sends, and what it makes of the replies.</summary>
public sealed class ExternalTicketsTests : IAsyncLifetime
{
    static readonly byte[] Link = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    ExternalRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await ExternalRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData("admitted", Decision.Admitted)]
    [InlineData("noTicket", Decision.NoTicket)]
    [InlineData("ticketUsed", Decision.TicketUsed)]
    [InlineData("unknownTicket", Decision.UnknownTicket)]
    [InlineData("tooEarly", Decision.TooEarly)]
    [InlineData("entryOver", Decision.EntryOver)]
    [InlineData("otherEntrance", Decision.OtherEntrance)]
    [InlineData("alreadyInside", Decision.AlreadyInside)]
    [InlineData("notLeft", Decision.NotLeft)]
    [InlineData("usedToday", Decision.UsedToday)]
    [InlineData("blocked", Decision.Blocked)]
    [InlineData("full", Decision.Full)]
    [InlineData("atOtherLane", Decision.AtOtherLane)]
    public async Task The_external_decision_is_adopted(string said, Decision decision)
    {
        _rig.Stub.Respond = StubSystem.Saying($$"""{"decision":"{{said}}","remark":"ignored"}""");
        Assert.Equal(decision, await _rig.RedeemAsync());
        Assert.Equal(decision, await _rig.Tickets.RedeemTokenAsync(Token, 1, Shows.GateLane, Call, Stop));
    }

    [Fact]
    public async Task Every_request_is_as_documented()
    {
        await _rig.Tickets.RedeemCodeAsync(new PresentedCode("code-of-ann", IsSigned: true, Step: 59), Shows.GateLane, Call, Stop);
        await _rig.Tickets.RedeemTokenAsync(Token, 1, Shows.GateLane, Call, Stop);
        _rig.Stub.Respond = StubSystem.Saying($$"""{"decision":"enrolmentOpened","link":"{{Convert.ToHexString(Link)}}"}""");
        var opened = await _rig.Tickets.OpenEnrolmentAsync("code-of-ann", new Booth("booth-1", IsInside: true, Shows.Gate), Call, Stop);
        Assert.Equal(Decision.EnrolmentOpened, await _rig.Tickets.CheckLinkAsync(Link, "booth-1", Call, Stop));
        _rig.Stub.Respond = StubSystem.Saying("""{"decision":"bound"}""");
        Assert.Equal(Decision.Bound, await _rig.Tickets.BindTokenAsync(Link, Token, "booth-1", Call, Stop));
        Assert.Equal(Decision.Bound, (await _rig.Tickets.CheckAccountAsync("code-of-ann", Token, Call, Stop)).Decision);
        _rig.Stub.Respond = StubSystem.Saying("""{"decision":"codeNeeded"}""");
        Assert.Equal(Decision.CodeNeeded, (await _rig.Tickets.CheckAccountAsync(null, Token, Call, Stop)).Decision);
        _rig.Stub.Respond = StubSystem.Saying("""{"decision":"ended"}""");
        Assert.Equal(Decision.NoTicket, await _rig.Tickets.EndTokenAsync(Token, Call, Stop));

        Assert.Equal(Decision.EnrolmentOpened, opened.Outcome.Decision);
        Assert.Equal(Link, opened.Link);
        var (token, link) = (Convert.ToHexStringLower(Token), Convert.ToHexStringLower(Link));
        Assert.Equal(
            [
                """POST /tickets/v1/redemptions {"event":"tonight","code":"code-of-ann","signed":true,"step":59,"direction":"in","entrance":"main","passageSeconds":0}""",
                $$"""POST /tickets/v1/redemptions {"event":"tonight","token":"{{token}}","direction":"in","entrance":"main","passageSeconds":0}""",
                """POST /tickets/v1/enrolments {"event":"tonight","code":"code-of-ann","signed":false,"step":null,"pedestal":"booth-1","inside":true}""",
                $$"""POST /tickets/v1/links {"link":"{{link}}","pedestal":"booth-1"}""",
                $$"""POST /tickets/v1/bindings {"link":"{{link}}","token":"{{token}}","pedestal":"booth-1"}""",
                $$"""POST /tickets/v1/deletions {"code":"code-of-ann","signed":false,"token":"{{token}}"}""",
                $$"""POST /tickets/v1/deletions {"code":null,"signed":null,"token":"{{token}}"}""",
                $$"""POST /tickets/v1/endings {"tokenDigest":"{{token}}"}""",
            ],
            _rig.Stub.Requests.Select(r => $"{r.Path} {r.Body.GetRawText()}"));
        Assert.All(_rig.Stub.Requests, r => Assert.Equal(
            ("demo/gate-1/00000000000000ff", "Bearer " + ApiKey), (r.IdempotencyKey, r.Authorization)));
    }

    [Theory]
    [InlineData("<html>not json</html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"decision":5}""")]
    [InlineData("""{"decision":"Admitted"}""")]
    [InlineData("""{"decision":"bound"}""")]
    [InlineData("""{"admitted":true}""")]
    public async Task A_reply_that_breaks_the_contract_admits_nobody(string body)
    {
        _rig.Stub.Respond = StubSystem.Saying(body);
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
        Assert.Contains(_rig.Log, l => l.Contains(Call.Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"decision":"enrolmentOpened"}""")]
    [InlineData("""{"decision":"enrolmentOpened","link":"00"}""")]
    [InlineData("""{"decision":"enrolmentOpened","link":"zz0102030405060708090a0b0c0d0e0f"}""")]
    [InlineData("""{"decision":"admitted"}""")]
    public async Task An_enrolment_reply_without_a_link_opens_nothing(string body)
    {
        _rig.Stub.Respond = StubSystem.Saying(body);
        var (answer, link) = await _rig.Tickets.OpenEnrolmentAsync("code-of-ann", new Booth("booth-1", IsInside: true), Call, Stop);
        Assert.Equal(Decision.Unavailable, answer.Decision);
        Assert.Null(link);
    }

    [Theory]
    [InlineData(201, 2)]
    [InlineData(307, 2)]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    [InlineData(409, 1)]
    [InlineData(429, 2)]
    [InlineData(500, 2)]
    [InlineData(503, 2)]
    public async Task Any_other_status_admits_nobody_whatever_the_body_says(int status, int requests)
    {
        _rig.Stub.Respond = context =>
        {
            context.Response.Headers.Location = _rig.Stub.Url + "/elsewhere";
            return StubSystem.Saying("""{"decision":"admitted"}""", status)(context);
        };
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
        Assert.Equal(requests, _rig.Stub.Requests.Count);
        Assert.DoesNotContain(_rig.Stub.Requests, r => r.Path.Contains("elsewhere", StringComparison.Ordinal));
        Assert.Contains(_rig.Log, l => l.Contains($"status {status}", StringComparison.Ordinal));
    }
}
