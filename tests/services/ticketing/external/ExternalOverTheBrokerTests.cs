using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>From a pedestal's sealed request to an external system and back.</summary>
public sealed class ExternalOverTheBrokerTests : IDisposable
{
    static readonly byte[] Token = [.. Enumerable.Repeat((byte)'t', 32)];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_code_and_a_token_are_redeemed_by_the_external_system()
    {
        await using var stub = await StubSystem.StartAsync();
        await using var venue = await Venue.OpenAsync(Settings(stub.Url));
        await venue.StartTicketingAsync();
        var pedestal = await venue.DeviceAsync("gate-1");
        var matcher = await venue.DeviceAsync(Venue.Matcher);

        Assert.Equal(Decision.Admitted, await Ask(pedestal, Requests.Code(TicketPurpose.RedeemCode, "code-of-ann"), 1));
        Assert.Equal(Decision.Admitted, await Ask(matcher, Requests.Palm(Token, "gate-1", 0xabc), 2));
        Assert.Equal(
            ["demo/gate-1/0000000000000001", "demo/gate-1/0000000000000abc"], stub.Requests.Select(r => r.IdempotencyKey));

        // A rotating code is checked here: an invalid one is never sent out.
        Assert.Equal(
            Decision.UnknownTicket, await Ask(pedestal, Requests.Code(TicketPurpose.RedeemCode, "R1:turning:5:AAAA"), 3));
        var shown = RotatingCodes.Show("turning", venue.Codes.SecretOf("turning", Venue.Tonight), DateTimeOffset.UtcNow);
        Assert.Equal(Decision.Admitted, await Ask(pedestal, Requests.Code(TicketPurpose.RedeemCode, shown), 4));
        var rotating = stub.Requests.Last().Body;
        Assert.Equal(("turning", true), (rotating.GetProperty("code").GetString(), rotating.GetProperty("signed").GetBoolean()));
        Assert.Equal(3, stub.Requests.Count);
    }

    [Fact]
    public async Task The_external_systems_account_must_confirm_before_anything_is_linked()
    {
        var link = Convert.ToHexString([.. Enumerable.Range(0, 16).Select(i => (byte)i)]);
        await using var stub = await StubSystem.StartAsync();
        await using var venue = await Venue.OpenAsync(Settings(stub.Url));
        await venue.StartTicketingAsync();
        var pedestal = await venue.DeviceAsync("gate-1");
        var matcher = await venue.DeviceAsync(Venue.Matcher);

        stub.Respond = StubSystem.Saying($$"""{"decision":"confirmationAwaited","link":"{{link}}"}""");
        var opened = Requests.Reply(await pedestal.AskAsync(
            Requests.Code(TicketPurpose.OpenEnrolment, "code-of-ann"), 1, Venue.Budget, Venue.Stop));
        Assert.Equal((Decision.ConfirmationAwaited, link), (opened.Decision, Convert.ToHexString(opened.Link)));
        Assert.Equal(Decision.ConfirmationAwaited, await Ask(pedestal, Requests.Link(opened.Link, ""), 2));
        Assert.Equal(Decision.ConfirmationAwaited, await Ask(matcher, Requests.Link(opened.Link, "gate-1"), 3));

        stub.Respond = StubSystem.Saying("""{"decision":"enrolmentOpened"}""");
        Assert.Equal(Decision.EnrolmentOpened, await Ask(pedestal, Requests.Link(opened.Link, ""), 4));
        stub.Respond = StubSystem.Saying("""{"decision":"refused"}""");
        Assert.Equal(Decision.Refused, await Ask(matcher, Requests.Link(opened.Link, "gate-1", Token), 5));
        Assert.Equal(
            [
                "/v1/enrolments demo/gate-1/0000000000000001 gate-1", "/v1/links demo/gate-1/0000000000000002 gate-1",
                "/v1/links demo/matcher/0000000000000003 gate-1", "/v1/links demo/gate-1/0000000000000004 gate-1",
                "/v1/bindings demo/matcher/0000000000000005 gate-1",
            ],
            stub.Requests.Select(r => $"{r.Path["POST ".Length..]} {r.IdempotencyKey} {r.Body.GetProperty("pedestal").GetString()}"));
    }

    [Fact]
    public async Task Without_the_external_system_the_decision_is_unavailable()
    {
        await using var stub = await StubSystem.StartAsync();
        stub.Respond = StubSystem.Saying("", 503);
        await using var venue = await Venue.OpenAsync(Settings(stub.Url));
        await venue.StartTicketingAsync();
        var pedestal = await venue.DeviceAsync("gate-1");
        Assert.Equal(Decision.Unavailable, await Ask(pedestal, Requests.Code(TicketPurpose.RedeemCode, "code-of-ann"), 1));
        stub.Respond = StubSystem.Saying("""{"decision":"ticketUsed"}""");
        Assert.Equal(Decision.TicketUsed, await Ask(pedestal, Requests.Code(TicketPurpose.RedeemCode, "code-of-ann"), 2));
    }

    ExternalTicketsOptions Settings(string url)
    {
        File.WriteAllText(_folder.File("api.key"), "a-key-that-nobody-may-see");
        return new ExternalTicketsOptions
        {
            BaseUrl = url, ApiKeyFile = _folder.File("api.key"), TimeoutMilliseconds = 1000,
        };
    }

    static async Task<Decision> Ask(SealedClient client, byte[] body, ulong id) =>
        Requests.DecisionOf(await client.AskAsync(body, id, Venue.Budget, Venue.Stop));
}
