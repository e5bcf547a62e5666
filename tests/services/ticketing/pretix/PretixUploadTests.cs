using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pedestal.Protocol;
using Pedestal.Testing;

namespace Pedestal.Ticketing.Tests;

/// <summary>Entries reach pretix once each, with their times, whatever happens in between.</summary>
public sealed class PretixUploadTests : IAsyncLifetime
{
    PretixRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await PretixRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task An_entry_and_an_exit_are_sent_once_with_their_times_and_request_keys(DatabaseEngine engine)
    {
        await using var rig = await PretixRig.StartAsync(engine);
        var position = rig.Stub.Order(rig.Event, "ONE").Positions[0];
        await rig.SyncAsync();
        var (entered, request) = (rig.Now, rig.LastRequest + 1);
        await rig.ScanAsync("ONE-secret-1");
        rig.Time.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal(Decision.Left, (await rig.ScanAsync("ONE-secret-1", direction: Direction.Out)).Decision);
        await rig.SettleAsync();
        rig.Restart();
        await rig.SettleAsync();
        Assert.Equal(
            [("entry", entered, $"demo/gate-1/{request:x16}"), ("exit", entered.AddMinutes(90), $"demo/gate-1/{request + 1:x16}")],
            position.AllCheckins.Select(c => (c.Type, c.Datetime, c.Nonce!)));
        Assert.Equal(2, rig.Stub.Requests.Count(r => r.Contains("redeem", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_is_told_of_an_admission_before_the_guest_passed_nor_of_one_that_was_undone()
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE").Positions[0];
        await _rig.SyncAsync();
        await _rig.ScanAsync("ONE-secret-1", seconds: 10);
        await _rig.Mirror.RoundAsync(PretixRig.Stop);
        Assert.Empty(position.AllCheckins);
        Assert.Equal(Decision.Noted, (await _rig.ReportAsync(PassageOutcome.NotPassed, _rig.LastRequest)).Decision);
        await _rig.SettleAsync();
        Assert.Empty(position.AllCheckins);

        await _rig.ScanAsync("ONE-secret-1", seconds: 10);
        await _rig.ReportAsync(PassageOutcome.Passed, _rig.LastRequest);
        await _rig.SettleAsync();
        Assert.Single(position.Checkins);
    }

    [Fact]
    public async Task An_entry_undone_later_is_annulled_with_the_time_at_which_it_was_undone()
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE").Positions[0];
        await _rig.SyncAsync();
        await _rig.ScanAsync("ONE-secret-1");
        var request = _rig.LastRequest;
        await _rig.SyncAsync();
        Assert.Single(position.Checkins);
        await _rig.ReportAsync(PassageOutcome.NotPassed, request);

        // Told an hour late, and still in time for pretix.
        _rig.Stub.Instead = Fail;
        await _rig.SyncAsync();
        _rig.Time.Advance(TimeSpan.FromHours(1));
        _rig.Stub.Instead = _ => Task.FromResult(false);
        await _rig.SettleAsync();
        Assert.Equal("annulled", Assert.Single(position.AllCheckins).ErrorReason);
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));
        await _rig.SettleAsync();
        Assert.Single(position.Checkins);
    }

    [Fact]
    public async Task A_lost_answer_makes_no_second_check_in_and_one_undone_meanwhile_is_annulled()
    {
        var positions = _rig.Stub.Order(_rig.Event, "ONE", tickets: 2).Positions;
        await _rig.SyncAsync();
        await _rig.ScanAsync("ONE-secret-1");
        _rig.Stub.Instead = LoseAnswerAsync;
        await _rig.SyncAsync();
        await _rig.SyncAsync();
        _rig.Stub.Instead = _ => Task.FromResult(false);
        await _rig.SyncAsync();
        Assert.Single(positions[0].AllCheckins);

        await _rig.ScanAsync("ONE-secret-2");
        _rig.Stub.Instead = LoseAnswerAsync;
        await _rig.SyncAsync();
        _rig.Stub.Instead = _ => Task.FromResult(false);
        Assert.Single(positions[1].Checkins);
        await _rig.ReportAsync(PassageOutcome.NotPassed, _rig.LastRequest);
        await _rig.SettleAsync();
        Assert.Equal("annulled", Assert.Single(positions[1].AllCheckins).ErrorReason);
        Assert.Single(positions[0].Checkins);
    }

    [Theory]
    [InlineData(503, "")]
    [InlineData(429, "")]
    [InlineData(404, "<html>not found</html>")]
    [InlineData(400, """{"lists":["Invalid pk \"12\" - object does not exist."]}""")]
    [InlineData(200, "welcome to the venue's Wi-Fi")]
    public async Task What_is_no_answer_is_tried_again_until_there_is_one(int status, string body)
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE").Positions[0];
        await _rig.SyncAsync();
        await _rig.ScanAsync("ONE-secret-1");
        _rig.Stub.Instead = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/redeem/", StringComparison.Ordinal))
            {
                return false;
            }

            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body, PretixRig.Stop);
            return true;
        };
        await _rig.SyncAsync();
        _rig.Restart();
        await _rig.SyncAsync();
        Assert.Empty(position.AllCheckins);
        Assert.Equal((1, 0), _rig.Mirror.Uploads.Count());
        _rig.Stub.Instead = _ => Task.FromResult(false);
        await _rig.SyncAsync();
        Assert.Single(position.Checkins);
        Assert.Equal((0, 0), _rig.Mirror.Uploads.Count());
    }

    [Fact]
    public async Task What_pretix_refuses_is_logged_and_not_tried_again()
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE").Positions[0];
        await _rig.SyncAsync();
        await _rig.ScanAsync("ONE-secret-1");
        position.Canceled = true;
        await _rig.SyncAsync();
        await _rig.SyncAsync();
        Assert.Single(_rig.Stub.Requests, r => r.Contains("redeem", StringComparison.Ordinal));
        Assert.Contains(_rig.Log.Lines, line => line.Contains("does not take the entry demo/gate-1/", StringComparison.Ordinal)
            && line.Contains("canceled", StringComparison.Ordinal));
        Assert.Equal((0, 1), _rig.Mirror.Uploads.Count());
    }

    [Fact]
    public async Task A_day_of_outage_is_made_up_for()
    {
        var orders = Enumerable.Range(0, 52).Select(i => _rig.Stub.Order(_rig.Event, $"O{i}", tickets: 4)).ToList();
        await _rig.SyncAsync();
        _rig.Stub.Instead = Fail;
        foreach (var position in orders.SelectMany(o => o.Positions))
        {
            Assert.Equal(Decision.Admitted, await _rig.DecisionAsync(position.Secret));
        }

        _rig.Time.Advance(TimeSpan.FromHours(20));
        await _rig.SyncAsync();
        _rig.Restart();
        _rig.Stub.Instead = _ => Task.FromResult(false);
        await _rig.SettleAsync();
        Assert.All(orders.SelectMany(o => o.Positions), p => Assert.Single(p.AllCheckins));
        Assert.Equal((0, 0), _rig.Mirror.Uploads.Count());
    }

    async Task<bool> LoseAnswerAsync(HttpContext context)
    {
        if (!context.Request.Path.Value!.EndsWith("/redeem/", StringComparison.Ordinal))
        {
            return false;
        }

        await _rig.Stub.RedeemSilentlyAsync(context);
        context.Abort();
        return true;
    }

    static Task<bool> Fail(HttpContext context)
    {
        context.Response.StatusCode = 502;
        return Task.FromResult(true);
    }
}
