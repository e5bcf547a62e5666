using Microsoft.AspNetCore.Http;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Guests whom pretix decides about.</summary>
public sealed class PretixOnlineTests : IAsyncLifetime
{
    PretixRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await PretixRig.StartAsync(options: new PretixOptions { Online = true });

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Pretix_is_asked_with_the_request_key_and_without_questions_and_has_one_check_in()
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE").Positions[0];
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));
        var checkin = Assert.Single(position.AllCheckins);
        Assert.Equal(($"demo/gate-1/{_rig.LastRequest:x16}", false), (checkin.Nonce, checkin.Forced));
        Assert.Equal(Decision.TicketUsed, await _rig.DecisionAsync("ONE-secret-1"));
        await _rig.SettleAsync();
        Assert.Single(position.AllCheckins, c => c.ErrorReason is null);
    }

    [Fact]
    public async Task What_pretix_knows_better_than_the_mirror_counts()
    {
        var positions = _rig.Stub.Order(_rig.Event, "ONE", tickets: 2).Positions;
        await _rig.SyncAsync();
        _rig.Stub.CheckInElsewhere(positions[0], PretixRig.ListId);
        Assert.Equal(Decision.TicketUsed, await _rig.DecisionAsync("ONE-secret-1"));
        positions[1].Blocked = ["admin"];
        Assert.Equal(Decision.Blocked, await _rig.DecisionAsync("ONE-secret-2"));

        // Bought a moment ago.
        var fresh = _rig.Stub.Order(_rig.Event, "TWO").Positions[0];
        Assert.Equal(Decision.Admitted, (await _rig.ScanAsync("TWO-secret-1", seconds: 10)).Decision);
        Assert.Single(fresh.Checkins);
        await _rig.ReportAsync(PassageOutcome.NotPassed, _rig.LastRequest);
        await _rig.SettleAsync();
        Assert.Empty(fresh.Checkins);
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("TWO-secret-1"));
        await _rig.SettleAsync();
        Assert.Single(fresh.Checkins);
        Assert.Equal(Decision.UnknownTicket, await _rig.DecisionAsync("nobody's"));
    }

    [Fact]
    public async Task Without_an_answer_nobody_is_admitted_and_what_pretix_may_have_is_annulled()
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE").Positions[0];
        await _rig.SyncAsync();
        var arrived = new TaskCompletionSource();
        _rig.Stub.Instead = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/redeem/", StringComparison.Ordinal))
            {
                return false;
            }

            await _rig.Stub.RedeemSilentlyAsync(context);
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        var asked = _rig.ScanAsync("ONE-secret-1");
        await arrived.Task.WaitAsync(PretixRig.Stop);
        _rig.Time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(Decision.Unavailable, (await asked).Decision);
        Assert.Single(position.Checkins);

        _rig.Stub.Instead = _ => Task.FromResult(false);
        await _rig.SettleAsync();
        Assert.Empty(position.Checkins);
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));
        await _rig.SettleAsync();
        Assert.Single(position.Checkins);
    }

    [Fact]
    public async Task A_guest_who_tries_again_before_passing_has_the_same_admission_and_pretix_is_not_asked_twice()
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE").Positions[0];
        await _rig.SyncAsync();
        await _rig.ScanAsync("ONE-secret-1", seconds: 10);
        var again = await _rig.ScanAsync("ONE-secret-1", seconds: 10);
        Assert.Equal((Decision.Admitted, true), (again.Decision, AdmissionNotes.IsSame(again.Notes)));
        Assert.Equal(Decision.AtOtherLane, (await _rig.ScanAsync("ONE-secret-1", seconds: 10, pedestal: "gate-2")).Decision);
        await _rig.ReportAsync(PassageOutcome.Passed, _rig.LastRequest - 1);
        await _rig.SettleAsync();
        Assert.Single(position.AllCheckins);
    }

    [Fact]
    public async Task A_palm_s_ticket_is_chosen_here_and_an_exit_needs_no_consent()
    {
        var positions = _rig.Stub.Order(_rig.Event, "ONE", tickets: 2).Positions;
        var token = new byte[32];
        _rig.Stub.Medium(PretixRig.DigestOf(token), [.. positions]);
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, (await _rig.HoverAsync(token)).Decision);
        Assert.Single(positions.SelectMany(p => p.AllCheckins));
        _rig.Stub.Instead = context =>
        {
            context.Abort();
            return Task.FromResult(true);
        };
        Assert.Equal(Decision.Left, (await _rig.HoverAsync(token, direction: Direction.Out)).Decision);
        _rig.Stub.Instead = _ => Task.FromResult(false);
        await _rig.SettleAsync();
        Assert.Equal(["entry", "exit"], positions.SelectMany(p => p.AllCheckins).Select(c => c.Type));
    }

    [Fact]
    public async Task Operators_blocks_stand_and_a_busy_pretix_is_left_alone()
    {
        _rig.Stub.Order(_rig.Event, "ONE", tickets: 2);
        await _rig.SyncAsync();
        _rig.Store.Database.Write(session => session.Run("UPDATE tickets SET blocked = 'stolen' WHERE code = 'ONE-secret-1'"));
        Assert.Equal(Decision.Blocked, await _rig.DecisionAsync("ONE-secret-1"));
        _rig.Stub.Instead = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "10";
            return Task.FromResult(true);
        };
        _rig.Stub.Requests.Clear();
        Assert.Equal(Decision.Unavailable, await _rig.DecisionAsync("ONE-secret-2"));
        Assert.Equal(Decision.Unavailable, await _rig.DecisionAsync("ONE-secret-2"));
        Assert.Single(_rig.Stub.Requests);
    }

    [Fact]
    public async Task A_list_with_a_rule_that_only_pretix_knows_is_decided_by_pretix_in_the_mirrored_mode_too()
    {
        await using var rig = await PretixRig.StartAsync();
        rig.List.HasRules = true;
        rig.List.RuleRefusal = "Only allowed before 17:00";
        rig.Stub.Order(rig.Event, "ONE");
        await rig.SyncAsync();
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.OtherRule), await rig.ScanAsync("ONE-secret-1"));
        Assert.Contains(rig.Log.Lines, line => line.Contains("Only allowed before 17:00", StringComparison.Ordinal));
        rig.List.RuleRefusal = null;
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("ONE-secret-1"));
    }

    [Fact]
    public async Task A_list_that_admits_again_who_is_inside_counts_a_person_once()
    {
        await using var rig = await PretixRig.StartAsync();
        rig.List.AllowMultipleEntries = true;
        var position = rig.Stub.Order(rig.Event, "ONE").Positions[0];
        await rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("ONE-secret-1"));
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("ONE-secret-1"));
        rig.Stub.CheckInElsewhere(position, PretixRig.ListId);
        await rig.SettleAsync();
        Assert.Equal(3, position.Checkins.Count());
        Assert.Equal(1, rig.Store.Database.Read(session => session.Number("SELECT sum(inside) FROM counts")));
    }
}
