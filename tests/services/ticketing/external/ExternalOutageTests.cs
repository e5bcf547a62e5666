using Pedestal.Protocol;
using static Pedestal.Ticketing.Tests.ExternalRig;

namespace Pedestal.Ticketing.Tests;

/// <summary>An external system that is slow, down, failing or misconfigured.</summary>
public sealed class ExternalOutageTests : IAsyncLifetime
{
    ExternalRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await ExternalRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_huge_reply_is_not_read_to_the_end()
    {
        _rig.Stub.Respond = StubSystem.Saying("""{"decision":"admitted"}""" + new string(' ', ExternalTickets.LongestAnswer));
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
    }

    [Fact]
    public async Task With_nobody_listening_nobody_is_admitted()
    {
        await _rig.Stub.DisposeAsync();
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
    }

    [Fact]
    public async Task A_failed_request_is_retried_under_the_same_key()
    {
        _rig.Stub.Respond = context =>
        {
            if (_rig.Stub.Requests.Count == 1)
            {
                context.Abort(); // redeemed, but the reply is lost
                return Task.CompletedTask;
            }

            return StubSystem.Saying("""{"decision":"admitted"}""")(context);
        };
        Assert.Equal(Decision.Admitted, await _rig.RedeemAsync());
        Assert.Equal(2, _rig.Stub.Requests.Count);
        Assert.Single(_rig.Stub.Requests.Select(r => r.IdempotencyKey).Distinct());
        Assert.Single(_rig.Stub.Requests.Select(r => r.Body.GetRawText()).Distinct());
    }

    [Theory]
    [InlineData(1000, 300)]
    [InlineData(120, 120)]
    public async Task A_slow_reply_is_awaited_no_longer_than_the_budget_allows(int budget, int limit)
    {
        var arrived = new TaskCompletionSource();
        var givenUp = new TaskCompletionSource();
        _rig.Stub.Respond = async context =>
        {
            arrived.SetResult();
            context.RequestAborted.Register(givenUp.SetResult);
            await givenUp.Task;
        };
        var asked = _rig.Tickets.RedeemCodeAsync("code-of-ann", Shows.GateLane, Call with { Budget = TimeSpan.FromMilliseconds(budget) }, Stop);
        await arrived.Task.WaitAsync(Stop);
        _rig.Time.Advance(TimeSpan.FromMilliseconds(limit - 1));
        Assert.False(asked.IsCompleted);
        _rig.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(Decision.Unavailable, await asked);
        await givenUp.Task.WaitAsync(Stop);
        Assert.Single(_rig.Stub.Requests);
    }

    [Fact]
    public async Task Failures_open_the_circuit_and_one_good_reply_closes_it()
    {
        _rig.Stub.Respond = StubSystem.Saying("", 500);
        for (var i = 0; i < ExternalPipeline.FewestRequests; i++)
        {
            Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
        }

        Assert.Equal(ExternalPipeline.FewestRequests, _rig.Stub.Requests.Count);
        Assert.Single(_rig.Log, l => l.Contains("fails too often", StringComparison.Ordinal));

        // Half open: the next request fails, and the circuit stays open.
        _rig.Time.Advance(ExternalPipeline.Break);
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
        Assert.Equal(ExternalPipeline.FewestRequests + 1, _rig.Stub.Requests.Count);

        _rig.Stub.Respond = StubSystem.Saying("""{"decision":"admitted"}""");
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
        _rig.Time.Advance(ExternalPipeline.Break);
        Assert.Equal(Decision.Admitted, await _rig.RedeemAsync());
        Assert.Equal(Decision.Admitted, await _rig.RedeemAsync());
        Assert.Contains(_rig.Log, l => l.Contains("responds again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guest_with_an_odd_code_does_not_lock_others_out()
    {
        _rig.Stub.Respond = StubSystem.Saying("", 400);
        for (var i = 0; i < 3 * ExternalPipeline.FewestRequests; i++)
        {
            await _rig.RedeemAsync();
        }

        _rig.Stub.Respond = StubSystem.Saying("""{"decision":"admitted"}""");
        Assert.Equal(Decision.Admitted, await _rig.RedeemAsync());
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(404, null)]
    [InlineData(401, "refuses the key")]
    [InlineData(503, "status 503")]
    public async Task The_health_check_needs_no_guest(int status, string? says)
    {
        _rig.Stub.Respond = StubSystem.Saying("", status);
        var fault = await _rig.Tickets.FindFaultAsync(ExternalRig.Stop);
        Assert.Equal(says is null, fault is null);
        Assert.Contains(says ?? "", fault ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_request_counts_as_a_fault_for_a_few_seconds_or_until_one_succeeds()
    {
        _rig.Stub.Respond = StubSystem.Saying("", 503);
        Assert.Equal(Decision.Unavailable, await _rig.RedeemAsync());
        _rig.Stub.Respond = StubSystem.Saying("""{"decision":"admitted"}""");
        Assert.Contains("status 503", await _rig.Tickets.FindFaultAsync(ExternalRig.Stop), StringComparison.Ordinal);
        _rig.Time.Advance(ExternalPipeline.Sampling);
        Assert.Null(await _rig.Tickets.FindFaultAsync(ExternalRig.Stop));
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
    public void Invalid_settings_are_reported_without_the_key(string url, int timeout, string? key, string setting)
    {
        if (key is null)
        {
            File.Delete(_rig.Folder.File("api.key"));
        }
        else
        {
            File.WriteAllText(_rig.Folder.File("api.key"), key);
        }

        var error = Assert.Throws<InvalidOperationException>(() => _rig.Connector(url, timeout));
        Assert.StartsWith(setting, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key ?? ApiKey, error.ToString(), StringComparison.Ordinal);
    }
}
