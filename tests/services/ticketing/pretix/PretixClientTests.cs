using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Ticketing.Tests;

/// <summary>A pretix that is busy, slow, broken, or not pretix.</summary>
public sealed class PretixClientTests : IAsyncLifetime
{
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 6, 1, 18, 0, 0, TimeSpan.Zero));

    PretixStub _stub = null!;
    PretixClient _client = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stub = await PretixStub.StartAsync(_time);
        _client = new PretixClient(new Uri(_stub.Url + "/"), PretixStub.ApiToken, _time);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _stub.DisposeAsync();
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Sun, 01 Jun 2031 18:01:00 GMT", 60)]
    [InlineData("0", 1)]
    [InlineData("86400", 600)]
    [InlineData(null, 1)]
    public async Task Asked_for_fewer_requests_it_sends_none_until_the_time_is_over(string? after, int seconds)
    {
        _stub.Instead = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = after;
            return Task.FromResult(true);
        };
        Assert.Equal((PretixFault.Busy, seconds), await FaultAsync());
        _stub.Instead = _ => Task.FromResult(false);
        _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(PretixFault.Busy, (await FaultAsync()).Fault);
        Assert.Single(_stub.Requests);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("2026.4.0", await PretixSetup.VersionAsync(_client, Stop));
    }

    [Theory]
    [InlineData(401, PretixFault.Denied)]
    [InlineData(403, PretixFault.Denied)]
    [InlineData(301, PretixFault.Broken)]
    [InlineData(409, PretixFault.Broken)]
    [InlineData(500, PretixFault.Broken)]
    [InlineData(503, PretixFault.Broken)]
    [InlineData(400, PretixFault.Refused)]
    [InlineData(404, PretixFault.Refused)]
    internal async Task A_status_that_is_no_answer_is_a_fault(int status, PretixFault fault)
    {
        _stub.Instead = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            await context.Response.WriteAsync("""{"detail":"No."}""", Stop);
            return true;
        };
        Assert.Equal(fault, (await FaultAsync()).Fault);
        Assert.Single(_stub.Requests);
    }

    [Theory]
    [InlineData("<html>Please log in to the venue's Wi-Fi</html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"server":""")]
    public async Task Another_body_is_a_fault(string body)
    {
        _stub.Instead = async context =>
        {
            await context.Response.WriteAsync(body, Stop);
            return true;
        };
        Assert.Equal(PretixFault.Broken, (await FaultAsync()).Fault);
    }

    [Fact]
    public async Task A_slow_answer_is_given_up_and_a_lost_connection_is_no_answer()
    {
        var arrived = new TaskCompletionSource();
        _stub.Instead = async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        var asked = FaultAsync();
        await arrived.Task.WaitAsync(Stop);
        _time.Advance(PretixClient.Patience);
        Assert.Equal(PretixFault.Unreachable, (await asked).Fault);

        _stub.Instead = context =>
        {
            context.Abort();
            return Task.FromResult(true);
        };
        Assert.Equal(PretixFault.Unreachable, (await FaultAsync()).Fault);
        await _stub.DisposeAsync();
        Assert.Equal(PretixFault.Unreachable, (await FaultAsync()).Fault);
    }

    [Theory]
    [InlineData("https://pretix.example/api/v1/organizers/bigevents/events/?page=2", 2)]
    [InlineData("https://pretix.example/elsewhere/", 1)]
    public async Task The_next_page_is_read_from_the_same_pretix_wherever_it_points(string next, int requests)
    {
        var pages = 0;
        _stub.Instead = async context =>
        {
            Assert.Equal($"Device {PretixStub.ApiToken}", context.Request.Headers.Authorization);
            pages++;
            await context.Response.WriteAsJsonAsync(new { next = pages == 1 ? next : null, results = new[] { new { id = pages } } }, Stop);
            return true;
        };
        var read = new List<PretixItem[]>();
        try
        {
            await foreach (var page in _client.PagesAsync<PretixItem>("api/v1/organizers/bigevents/events/", Stop))
            {
                read.Add(page);
            }
        }
        catch (PretixException e)
        {
            Assert.Equal(PretixFault.Broken, e.Fault);
        }

        Assert.Equal(requests, _stub.Requests.Count);
    }

    async Task<(PretixFault Fault, int Wait)> FaultAsync()
    {
        var e = await Assert.ThrowsAsync<PretixException>(() => PretixSetup.VersionAsync(_client, Stop));
        Assert.DoesNotContain(PretixStub.ApiToken, e.ToString(), StringComparison.Ordinal);
        return (e.Fault, (int)e.Wait.TotalSeconds);
    }
}
