using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Core.Protocol;

namespace Pedestal.Ticketing.Tests;

public sealed class ExternalTicketsTests : IAsyncLifetime
{
    const string ApiKey = "a-key-that-nobody-may-see";
    static readonly TicketCall Call = new("gate-1/00000000000000ff", TimeSpan.FromSeconds(1));
    static readonly byte[] Token = [.. Enumerable.Repeat((byte)0xAB, 32)];
    static readonly byte[] Link = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    readonly TempFolder _folder = new();
    readonly RecordingLoggers _log = new();
    readonly FakeTimeProvider _time = new();
    StubSystem _stub = null!;
    ExternalTickets _tickets = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(_folder.File("api.key"), ApiKey + "\n");
        _stub = await StubSystem.StartAsync();
        _tickets = Connector(_stub.Url + "/tickets");
    }

    public async ValueTask DisposeAsync()
    {
        _tickets.Dispose();
        await _stub.DisposeAsync();
        _folder.Dispose();
        Assert.DoesNotContain(_log.Lines, l => l.Contains(ApiKey, StringComparison.Ordinal)
            || l.Contains("code-of-ann", StringComparison.Ordinal)
            || l.Contains(Convert.ToHexString(Token), StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("admitted", Decision.Admitted)]
    [InlineData("noTicket", Decision.NoTicket)]
    [InlineData("ticketUsed", Decision.TicketUsed)]
    [InlineData("unknownTicket", Decision.UnknownTicket)]
    public async Task What_is_decided_elsewhere_is_the_decision(string said, Decision decision)
    {
        _stub.Answer = StubSystem.Saying($$"""{"decision":"{{said}}","remark":"ignored"}""");
        Assert.Equal(decision, await RedeemAsync());
        Assert.Equal(decision, await _tickets.RedeemTokenAsync(Token, Call, Stop));
    }

    [Fact]
    public async Task Every_request_is_the_documented_one()
    {
        await _tickets.RedeemCodeAsync(new PresentedCode("code-of-ann", IsSigned: true), Call, Stop);
        await _tickets.RedeemTokenAsync(Token, Call, Stop);
        _stub.Answer = StubSystem.Saying($$"""{"decision":"enrolmentOpened","link":"{{Convert.ToHexString(Link)}}"}""");
        var opened = await _tickets.OpenEnrolmentAsync("code-of-ann", Call, Stop);
        _stub.Answer = StubSystem.Saying("""{"decision":"bound"}""");
        Assert.Equal(Decision.Bound, await _tickets.BindTokenAsync(Link, Token, Call, Stop));
        _stub.Answer = StubSystem.Saying("""{"decision":"ended"}""");
        Assert.Equal(Decision.NoTicket, await _tickets.EndTokenAsync(Token, Call, Stop));

        Assert.Equal(Decision.EnrolmentOpened, opened.Decision);
        Assert.Equal(Link, opened.Link);
        var (token, link) = (Convert.ToHexStringLower(Token), Convert.ToHexStringLower(Link));
        Assert.Equal(
            [
                """POST /tickets/v1/redemptions {"event":"tonight","code":"code-of-ann","signed":true}""",
                $$"""POST /tickets/v1/redemptions {"event":"tonight","token":"{{token}}"}""",
                """POST /tickets/v1/enrolments {"event":"tonight","code":"code-of-ann","signed":false}""",
                $$"""POST /tickets/v1/bindings {"link":"{{link}}","token":"{{token}}"}""",
                $$"""POST /tickets/v1/endings {"tokenDigest":"{{token}}"}""",
            ],
            _stub.Requests.Select(r => $"{r.Path} {r.Body.GetRawText()}"));
        Assert.All(_stub.Requests, r => Assert.Equal(
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
    public async Task An_answer_outside_the_contract_admits_nobody(string body)
    {
        _stub.Answer = StubSystem.Saying(body);
        Assert.Equal(Decision.Unavailable, await RedeemAsync());
        Assert.Contains(_log.Lines, l => l.Contains(Call.Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"decision":"enrolmentOpened"}""")]
    [InlineData("""{"decision":"enrolmentOpened","link":"00"}""")]
    [InlineData("""{"decision":"enrolmentOpened","link":"zz0102030405060708090a0b0c0d0e0f"}""")]
    [InlineData("""{"decision":"admitted"}""")]
    public async Task An_enrolment_without_a_link_is_not_opened(string body)
    {
        _stub.Answer = StubSystem.Saying(body);
        var (decision, link) = await _tickets.OpenEnrolmentAsync("code-of-ann", Call, Stop);
        Assert.Equal(Decision.Unavailable, decision);
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
    public async Task Another_status_admits_nobody_whatever_the_body_says(int status, int requests)
    {
        _stub.Answer = context =>
        {
            context.Response.Headers.Location = _stub.Url + "/elsewhere";
            return StubSystem.Saying("""{"decision":"admitted"}""", status)(context);
        };
        Assert.Equal(Decision.Unavailable, await RedeemAsync());
        Assert.Equal(requests, _stub.Requests.Count);
        Assert.DoesNotContain(_stub.Requests, r => r.Path.Contains("elsewhere", StringComparison.Ordinal));
        Assert.Contains(_log.Lines, l => l.Contains($"status {status}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_huge_answer_is_not_read_to_its_end()
    {
        _stub.Answer = StubSystem.Saying("""{"decision":"admitted"}""" + new string(' ', ExternalTickets.LongestAnswer));
        Assert.Equal(Decision.Unavailable, await RedeemAsync());
    }

    [Fact]
    public async Task Nobody_listening_admits_nobody()
    {
        await _stub.DisposeAsync();
        Assert.Equal(Decision.Unavailable, await RedeemAsync());
    }

    [Fact]
    public async Task A_failure_in_between_is_asked_again_under_the_same_key()
    {
        _stub.Answer = context =>
        {
            if (_stub.Requests.Count == 1)
            {
                context.Abort(); // redeemed, and the answer lost on the way
                return Task.CompletedTask;
            }

            return StubSystem.Saying("""{"decision":"admitted"}""")(context);
        };
        Assert.Equal(Decision.Admitted, await RedeemAsync());
        Assert.Equal(2, _stub.Requests.Count);
        Assert.Single(_stub.Requests.Select(r => r.IdempotencyKey).Distinct());
        Assert.Single(_stub.Requests.Select(r => r.Body.GetRawText()).Distinct());
    }

    [Theory]
    [InlineData(1000, 300)]
    [InlineData(120, 120)]
    public async Task A_slow_answer_is_waited_for_no_longer_than_the_budget_allows(int budget, int limit)
    {
        var arrived = new TaskCompletionSource();
        var givenUp = new TaskCompletionSource();
        _stub.Answer = async context =>
        {
            arrived.SetResult();
            context.RequestAborted.Register(givenUp.SetResult);
            await givenUp.Task;
        };
        var asked = _tickets.RedeemCodeAsync("code-of-ann", Call with { Budget = TimeSpan.FromMilliseconds(budget) }, Stop);
        await arrived.Task.WaitAsync(Stop);
        _time.Advance(TimeSpan.FromMilliseconds(limit - 1));
        Assert.False(asked.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(Decision.Unavailable, await asked);
        await givenUp.Task.WaitAsync(Stop);
        Assert.Single(_stub.Requests);
    }

    [Fact]
    public async Task Failures_open_the_circuit_and_one_good_answer_closes_it()
    {
        _stub.Answer = StubSystem.Saying("", 500);
        for (var i = 0; i < ExternalPipeline.FewestRequests; i++)
        {
            Assert.Equal(Decision.Unavailable, await RedeemAsync());
        }

        Assert.Equal(ExternalPipeline.FewestRequests, _stub.Requests.Count);
        Assert.Single(_log.Lines, l => l.Contains("fails too often", StringComparison.Ordinal));

        // Half open: the next one fails, and it stays open.
        _time.Advance(ExternalPipeline.Break);
        Assert.Equal(Decision.Unavailable, await RedeemAsync());
        Assert.Equal(Decision.Unavailable, await RedeemAsync());
        Assert.Equal(ExternalPipeline.FewestRequests + 1, _stub.Requests.Count);

        _stub.Answer = StubSystem.Saying("""{"decision":"admitted"}""");
        Assert.Equal(Decision.Unavailable, await RedeemAsync());
        _time.Advance(ExternalPipeline.Break);
        Assert.Equal(Decision.Admitted, await RedeemAsync());
        Assert.Equal(Decision.Admitted, await RedeemAsync());
        Assert.Contains(_log.Lines, l => l.Contains("answers again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guest_with_an_odd_code_shuts_nobody_out()
    {
        _stub.Answer = StubSystem.Saying("", 400);
        for (var i = 0; i < 3 * ExternalPipeline.FewestRequests; i++)
        {
            await RedeemAsync();
        }

        _stub.Answer = StubSystem.Saying("""{"decision":"admitted"}""");
        Assert.Equal(Decision.Admitted, await RedeemAsync());
    }

    [Theory]
    [InlineData("http://tickets.example", 300, ApiKey, "External:BaseUrl")]
    [InlineData("ftp://127.0.0.1", 300, ApiKey, "External:BaseUrl")]
    [InlineData("https://user:secret@tickets.example", 300, ApiKey, "External:BaseUrl")]
    [InlineData("https://tickets.example?a=b", 300, ApiKey, "External:BaseUrl")]
    [InlineData("https://tickets.example", 0, ApiKey, "External:TimeoutMilliseconds")]
    [InlineData("https://tickets.example", 300, "short", "External:ApiKeyFile")]
    [InlineData("https://tickets.example", 300, "two keys-in-one-file", "External:ApiKeyFile")]
    [InlineData("https://tickets.example", 300, null, "External:ApiKeyFile")]
    public void Wrong_settings_are_named_without_the_key(string url, int timeout, string? key, string setting)
    {
        if (key is null)
        {
            File.Delete(_folder.File("api.key"));
        }
        else
        {
            File.WriteAllText(_folder.File("api.key"), key);
        }

        var error = Assert.Throws<InvalidOperationException>(() => Connector(url, timeout));
        Assert.StartsWith(setting, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key ?? ApiKey, error.ToString(), StringComparison.Ordinal);
    }

    Task<Decision> RedeemAsync() => _tickets.RedeemCodeAsync("code-of-ann", Call, Stop);

    ExternalTickets Connector(string url, int timeout = 300) => new(
        new TicketingOptions
        {
            Venue = "demo",
            Event = "tonight",
            External = { BaseUrl = url, ApiKeyFile = _folder.File("api.key"), TimeoutMilliseconds = timeout },
        },
        _time,
        _log.CreateLogger<ExternalTickets>());
}
