using Microsoft.AspNetCore.Http;
using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Testing;

namespace Pedestal.Ticketing.Tests;

/// <summary>What pretix keeps decides here, without asking pretix.</summary>
public sealed class PretixMirrorTests : IAsyncLifetime
{
    PretixRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await PretixRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task A_ticket_bought_admits_once_a_minute_later_and_each_refusal_has_its_own_decision(DatabaseEngine engine)
    {
        await using var rig = await PretixRig.StartAsync(engine);
        Assert.NotNull(await rig.Tickets.FindFaultAsync(PretixRig.Stop));
        var paid = rig.Stub.Order(rig.Event, "PAID");
        var hold = rig.Stub.Order(rig.Event, "HOLD", tickets: 6).Positions;
        hold[0].Blocked = ["admin"];
        hold[1].ValidFrom = rig.Now.AddHours(2);
        hold[2].ValidUntil = rig.Now.AddMinutes(-1);
        hold[3].Canceled = true;
        hold[4].Item = 7;
        rig.List.LimitProducts = [1];
        rig.Stub.Order(rig.Event, "LATER").Status = "n";
        rig.Stub.Order(rig.Event, "TRUSTED").Status = "n";
        rig.Event.Orders[^1].ValidIfPending = true;
        rig.Stub.Order(rig.Event, "ASKED").Status = "n";
        rig.Event.Orders[^1].RequireApproval = true;
        rig.Stub.Order(rig.Event, "OVER").Status = "e";
        await rig.SyncAsync();
        Assert.Null(await rig.Tickets.FindFaultAsync(PretixRig.Stop));
        Assert.Equal(FirmwareVersion.Text, rig.Stub.SoftwareVersion);

        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("PAID-secret-1"));
        Assert.Equal(Decision.TicketUsed, await rig.DecisionAsync("PAID-secret-1"));
        Assert.Equal(Decision.Blocked, await rig.DecisionAsync("HOLD-secret-1"));
        Assert.Equal(Decision.TooEarly, await rig.DecisionAsync("HOLD-secret-2"));
        Assert.Equal(Decision.EntryOver, await rig.DecisionAsync("HOLD-secret-3"));
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.Cancelled), await rig.ScanAsync("HOLD-secret-4"));
        Assert.Equal(Decision.UnknownTicket, await rig.DecisionAsync("HOLD-secret-5"));
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("HOLD-secret-6"));
        Assert.Equal(Decision.Blocked, await rig.DecisionAsync("LATER-secret-1"));
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("TRUSTED-secret-1"));
        Assert.Equal(Decision.Blocked, await rig.DecisionAsync("ASKED-secret-1"));
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.Cancelled), await rig.ScanAsync("OVER-secret-1"));

        rig.Stub.Touch(rig.Event.Orders[2], () => rig.Event.Orders[2].Status = "p");
        rig.Stub.Touch(hold[0].Order, () => (hold[0].Blocked, hold[3].Canceled) = (null, false));
        rig.List.LimitProducts = null;
        await rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("LATER-secret-1"));
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("HOLD-secret-1"));
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("HOLD-secret-4"));
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("HOLD-secret-5"));
        _ = paid;
    }

    [Fact]
    public async Task A_ticket_with_another_code_is_known_by_that_one_only_and_codes_may_be_exchanged()
    {
        var positions = _rig.Stub.Order(_rig.Event, "ONE").Positions.Concat(_rig.Stub.Order(_rig.Event, "TWO").Positions).ToList();
        _rig.Event.Revoked.Add(("revoked-long-ago", _rig.Now, positions[0]));
        await _rig.SyncAsync();
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.Replaced), await _rig.ScanAsync("revoked-long-ago"));
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));

        _rig.Stub.Touch(positions[0].Order, () => positions[0].Secret = "TWO-secret-1");
        _rig.Stub.Touch(positions[1].Order, () => positions[1].Secret = "TWO-secret-new");
        await _rig.SyncAsync();
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.Replaced), await _rig.ScanAsync("ONE-secret-1"));
        Assert.Equal(Decision.TicketUsed, await _rig.DecisionAsync("TWO-secret-1"));
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("TWO-secret-new"));
    }

    [Fact]
    public async Task A_code_on_the_list_of_blocked_codes_is_blocked_until_it_is_not()
    {
        _rig.Stub.Order(_rig.Event, "ONE");
        _rig.Event.BlockedSecrets["ONE-secret-1"] = (true, _rig.Now);
        await _rig.SyncAsync();
        Assert.Equal(Decision.Blocked, await _rig.DecisionAsync("ONE-secret-1"));
        _rig.Event.BlockedSecrets["ONE-secret-1"] = (false, _rig.Now.AddMinutes(1));
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));
    }

    [Theory]
    [InlineData("blockedsecrets")]
    [InlineData("revokedsecrets")]
    [InlineData("orders")]
    [InlineData("reusablemedia")]
    public async Task What_interrupts_the_reading_makes_no_change_forgotten(string path)
    {
        _rig.Stub.Order(_rig.Event, "ONE", tickets: 2).Positions[1].Item = 2;
        _rig.List.LimitProducts = [1];
        await _rig.SyncAsync();
        _rig.List.LimitProducts = null;
        _rig.Event.BlockedSecrets["ONE-secret-1"] = (true, _rig.Now);
        _rig.Stub.Instead = context =>
        {
            var isLost = context.Request.Path.Value!.Contains(path, StringComparison.Ordinal);
            if (isLost)
            {
                context.Abort();
            }

            return Task.FromResult(isLost);
        };
        await _rig.SyncAsync();
        _rig.Restart();
        _rig.Stub.Instead = _ => Task.FromResult(false);
        await _rig.SyncAsync();
        Assert.Equal(Decision.Blocked, await _rig.DecisionAsync("ONE-secret-1"));
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-2"));
    }

    [Fact]
    public async Task Whoever_was_checked_in_elsewhere_is_inside_until_that_is_taken_back()
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE").Positions[0];
        _rig.List.AllowEntryAfterExit = true;
        var checkin = _rig.Stub.CheckInElsewhere(position, PretixRig.ListId);
        await _rig.SyncAsync();
        Assert.Equal(Decision.NotLeft, await _rig.DecisionAsync("ONE-secret-1"));

        _rig.Stub.Touch(position.Order, () => checkin.ErrorReason = "annulled");
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));
        Assert.Equal(Decision.NotLeft, await _rig.DecisionAsync("ONE-secret-1"));

        // An exit at another device.
        await _rig.SyncAsync();
        _rig.Stub.CheckInElsewhere(position, PretixRig.ListId, "exit");
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));
    }

    [Fact]
    public async Task A_check_in_of_this_venue_that_staff_take_back_in_pretix_is_undone_here()
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE").Positions[0];
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));
        await _rig.SyncAsync();
        var checkin = Assert.Single(position.AllCheckins);
        await _rig.SyncAsync();
        Assert.Equal(Decision.TicketUsed, await _rig.DecisionAsync("ONE-secret-1"));

        _rig.Stub.Touch(position.Order, () => position.AllCheckins.Remove(checkin));
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));
        await _rig.SyncAsync();
        Assert.Single(position.AllCheckins);
    }

    [Fact]
    public async Task An_outage_or_a_restart_during_one_stops_nobody()
    {
        _rig.Stub.Order(_rig.Event, "ONE", tickets: 2);
        await _rig.SyncAsync();
        _rig.Stub.Instead = context =>
        {
            context.Abort();
            return Task.FromResult(true);
        };
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));
        _rig.Restart();
        await _rig.SyncAsync();
        Assert.Null(await _rig.Tickets.FindFaultAsync(PretixRig.Stop));
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-2"));
        Assert.Equal(Decision.TicketUsed, await _rig.DecisionAsync("ONE-secret-1"));
        Assert.Contains(_rig.Log.Lines, line => line.Contains("Guests are admitted by what is known", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"code":"BAD","status":"p","last_modified":"2031-06-01T18:00:30Z","positions":null}""")]
    [InlineData("""{"code":"BAD","status":"p","last_modified":"2031-06-01T18:00:30Z","positions":[{"id":7,"item":1,"secret":null}]}""")]
    [InlineData("""{"code":"BAD","status":"p","last_modified":"2031-06-01T18:00:30Z","positions":[null]}""")]
    [InlineData("""{"code":"BAD","status":"p","last_modified":"2031-06-01T18:00:30Z","positions":[{"id":7,"item":1,"secret":"a\u0000b"}]}""")]
    [InlineData("""{"code":"BAD","last_modified":"2031-06-01T18:00:30Z","positions":[]}""")]
    [InlineData("null")]
    public async Task An_order_that_cannot_be_used_keeps_nobody_else_out(string order)
    {
        var good = """{"code":"GOOD","status":"p","last_modified":"2031-06-01T18:00:31Z","positions":[{"id":8,"item":1,"secret":"good-one"}]}""";
        _rig.Stub.Instead = async context =>
        {
            var isOrders = context.Request.Path.Value!.EndsWith("/orders/", StringComparison.Ordinal);
            if (isOrders)
            {
                await context.Response.WriteAsync($$"""{"next":null,"results":[{{order}},{{good}}]}""", PretixRig.Stop);
            }

            return isOrders;
        };
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("good-one"));
        Assert.Contains(_rig.Log.Lines, line => line.Contains("1 orders lack what a ticket needs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_what_changed_is_read_again_and_pages_that_shift_meanwhile_lose_nothing()
    {
        _rig.Stub.PageSize = 3;
        for (var i = 0; i < 10; i++)
        {
            _rig.Stub.Order(_rig.Event, $"O{i}");
            _rig.Time.Advance(TimeSpan.FromMinutes(3));
        }

        var first = _rig.Event.Orders[0];
        var pages = 0;
        _rig.Stub.Instead = context =>
        {
            if (context.Request.Path.Value!.EndsWith("/orders/", StringComparison.Ordinal) && ++pages == 2)
            {
                _rig.Stub.Touch(first, () => first.CheckinAttention = true);
            }

            return Task.FromResult(false);
        };
        await _rig.SyncAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(Decision.Admitted, await _rig.DecisionAsync($"O{i}-secret-1"));
        }

        await _rig.SyncAsync();
        _rig.Stub.Requests.Clear();
        await _rig.SyncAsync();
        Assert.All(_rig.Stub.Requests.Where(r => r.Contains("/orders/", StringComparison.Ordinal)),
            r => Assert.Contains("modified_since=2031-06-01T18", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_takes_its_times_from_pretix_and_two_lists_at_one_entrance_are_told_apart()
    {
        await using var rig = await PretixRig.StartAsync(options: new PretixOptions { Lists = ["democon/12@main", "democon/13@vip"] });
        rig.Event.Lists.Add(new StubList { Id = 13, LimitProducts = [2] });
        rig.Event.Items[2] = true;
        rig.Event.DateAdmission = rig.Now.AddHours(1);
        rig.Event.DateFrom = rig.Now.AddHours(2);
        rig.Stub.Order(rig.Event, "ONE", tickets: 2).Positions[1].Item = 2;
        await rig.SyncAsync();
        Assert.Equal(Decision.NoEvent, await rig.DecisionAsync("ONE-secret-1"));
        rig.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("ONE-secret-1"));
        var vip = PretixRig.Lane(entrance: "vip");
        Assert.Equal(TicketOutcome.NoTicket(RefusalReason.OtherEvent),
            await rig.Tickets.RedeemCodeAsync("ONE-secret-1", vip, rig.Call(), PretixRig.Stop));
        var admitted = await rig.Tickets.RedeemCodeAsync("ONE-secret-2", vip, rig.Call(), PretixRig.Stop);
        Assert.Equal((Decision.Admitted, true), (admitted.Decision, AdmissionNotes.NeedsAttention(admitted.Notes)));
    }

    [Fact]
    public async Task Lists_that_would_be_open_together_at_one_entrance_are_reported()
    {
        await using var rig = await PretixRig.StartAsync(options: new PretixOptions { Lists = ["democon/12", "democon/13"] });
        rig.Event.Lists.Add(new StubList { Id = 13 });
        rig.Stub.Order(rig.Event, "ONE");
        await rig.SyncAsync();
        Assert.Equal(Decision.Admitted, await rig.DecisionAsync("ONE-secret-1"));
        Assert.Contains(rig.Log.Lines, line => line.Contains("democon/13 and democon/12 would be open together", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_block_by_operators_here_is_kept()
    {
        _rig.Stub.Order(_rig.Event, "ONE", tickets: 2);
        await _rig.SyncAsync();
        _rig.Store.Database.Write(session => session.Run("UPDATE tickets SET blocked = 'stolen' WHERE code = 'ONE-secret-2'"));
        _rig.Stub.Touch(_rig.Event.Orders[0], () => _rig.Event.Orders[0].CheckinAttention = true);
        await _rig.SyncAsync();
        Assert.Equal(Decision.Blocked, await _rig.DecisionAsync("ONE-secret-2"));
    }
}
