using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>Palms as reusable media.</summary>
public sealed class PretixPalmsTests : IAsyncLifetime
{
    PretixRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await PretixRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_palm_bound_here_becomes_a_medium_and_one_ended_here_is_deactivated()
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE", customer: "CUST1").Positions[0];
        await _rig.SyncAsync();
        var token = await _rig.EnrolAsync("ONE-secret-1");
        await _rig.SyncAsync();
        var medium = Assert.Single(_rig.Stub.Media);
        Assert.Equal(("nfc_uid", PretixRig.DigestOf(token), true, "CUST1"), (medium.Type, medium.Identifier, medium.Active, medium.Customer));
        Assert.Equal([position.Id], medium.LinkedOrderpositions);
        Assert.Equal([medium.Identifier], await _rig.GuestsAsync());
        Assert.Equal(Decision.Admitted, (await _rig.HoverAsync(token)).Decision);

        await _rig.Tickets.EndTokenAsync(Convert.FromHexString(medium.Identifier), _rig.Call("matcher"), PretixRig.Stop);
        await _rig.SyncAsync();
        await _rig.SyncAsync();
        Assert.False(medium.Active);
        Assert.Empty(await _rig.GuestsAsync());
        Assert.NotEqual(Decision.Admitted, (await _rig.HoverAsync(token)).Decision);
    }

    [Fact]
    public async Task A_medium_that_pretix_has_already_is_used_whether_its_answer_was_lost_or_it_was_inactive()
    {
        var position = _rig.Stub.Order(_rig.Event, "ONE").Positions[0];
        await _rig.SyncAsync();
        var token = await _rig.EnrolAsync("ONE-secret-1");
        var medium = _rig.Stub.Medium(PretixRig.DigestOf(token));
        medium.Active = false;
        await _rig.SyncAsync();
        Assert.Same(medium, Assert.Single(_rig.Stub.Media));
        Assert.True(medium.Active);
        Assert.Equal([position.Id], medium.LinkedOrderpositions);
        Assert.Equal([medium.Identifier], await _rig.GuestsAsync());
    }

    [Fact]
    public async Task A_palm_that_another_venue_bound_is_expected_here_until_pretix_says_otherwise()
    {
        var positions = _rig.Stub.Order(_rig.Event, "ONE", tickets: 2).Positions;
        var token = new byte[32];
        var medium = _rig.Stub.Medium(PretixRig.DigestOf(token), positions[0]);
        await _rig.SyncAsync();
        Assert.Equal([medium.Identifier], await _rig.GuestsAsync());

        _rig.Stub.Touch(medium, () => medium.Expires = _rig.Now.AddMinutes(3));
        await _rig.SyncAsync();
        Assert.Equal([medium.Identifier], await _rig.GuestsAsync());
        _rig.Time.Advance(TimeSpan.FromMinutes(3));
        await _rig.SyncAsync();
        Assert.Empty(await _rig.GuestsAsync());

        _rig.Stub.Touch(medium, () => medium.Expires = null);
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, (await _rig.HoverAsync(token)).Decision);
        _rig.Stub.Touch(medium, () => medium.Active = false);
        await _rig.SyncAsync();
        Assert.Empty(await _rig.GuestsAsync());
        Assert.NotEqual(Decision.Admitted, (await _rig.HoverAsync(token)).Decision);
        Assert.DoesNotContain(_rig.Stub.Requests, r => r.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_palm_linked_to_tickets_of_several_orders_uses_the_one_for_tonight_though_pretix_could_not_choose()
    {
        var other = new StubEvent { Slug = "other", DateFrom = _rig.Now, DateTo = _rig.Now.AddHours(5) };
        _rig.Stub.Events.Add(other);
        var positions = new[] { _rig.Stub.Order(other, "ELSEWHERE").Positions[0], _rig.Stub.Order(_rig.Event, "ONE").Positions[0], _rig.Stub.Order(_rig.Event, "TWO").Positions[0] };
        var token = new byte[32];
        _rig.Stub.Medium(PretixRig.DigestOf(token), positions);
        await _rig.SyncAsync();
        Assert.Equal(Decision.Admitted, (await _rig.HoverAsync(token)).Decision);
        await _rig.SyncAsync();
        Assert.Single(positions[1..].SelectMany(p => p.AllCheckins));
        Assert.Empty(positions[0].AllCheckins);
    }

    [Fact]
    public async Task A_pretix_that_knows_no_media_with_several_tickets_is_named()
    {
        _rig.Stub.Order(_rig.Event, "ONE");
        _rig.Stub.Instead = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/reusablemedia/", StringComparison.Ordinal))
            {
                return false;
            }

            await Microsoft.AspNetCore.Http.HttpResponseJsonExtensions.WriteAsJsonAsync(context.Response, new
            {
                next = (string?)null,
                results = new[] { new { id = 1, type = "nfc_uid", identifier = "AB", active = true, updated = "2031-06-01T18:00:00Z", linked_orderposition = 1 } },
            });
            return true;
        };
        await _rig.SyncAsync();
        Assert.Contains(_rig.Log.Lines, line => line.Contains("older than 2026.4", StringComparison.Ordinal));
        Assert.Equal(Decision.Admitted, await _rig.DecisionAsync("ONE-secret-1"));
    }
}
