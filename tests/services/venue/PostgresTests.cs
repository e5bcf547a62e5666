using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>A venue with both stores on PostgreSQL: only the settings differ.</summary>
public sealed class PostgresTests : IAsyncLifetime
{
    readonly Venue _venue = new()
    {
        PalmSource = PostgresServer.NewDatabase(), TicketSource = PostgresServer.NewDatabase(), KeyPerEvent = true,
    };

    public ValueTask InitializeAsync() => _venue.InitializeAsync();

    public ValueTask DisposeAsync() => _venue.DisposeAsync();

    [Fact]
    public async Task Guests_enrol_enter_once_survive_a_restart_and_can_be_deleted()
    {
        _venue.Import("CODE-1,account-1,tonight,valid");
        Assert.Equal(Decision.EnrolledForEvent, await _venue.Device.EnrolAsync("CODE-1", 1));
        await _venue.StopMatcherAsync();
        await _venue.StartMatcherAsync();
        Assert.Equal(Decision.Admitted, await EnterAsync(7));
        Assert.Equal(Decision.Admitted, await EnterAsync(7));
        Assert.Equal(Decision.AlreadyInside, await EnterAsync(8));
        var store = _venue.Matcher.GetRequiredService<PalmStore>();
        Assert.Null(await store.Probe.CheckAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        var tonight = Assert.Single(store.Events());
        Assert.Equal(("tonight", 1, 2, 6), (tonight.Name, tonight.Persons, tonight.Palms, tonight.Templates));
        Assert.NotNull(tonight.OpenedAt);
        Assert.Equal(0, await VenueCommands.Root().Parse(
            [
                "delete", "--account", "account-1", $"--Matcher:Ticketing:Database={_venue.TicketDatabase}",
                "--matcher", _venue.Url.ToString(), "--admin-key", _venue.AdminKeyFile,
            ]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(0, _venue.Matcher.GetRequiredService<PalmRegister>().Galleries.TemplateCount);
        Assert.Equal(Decision.NotRecognised, await EnterAsync(9));
    }

    // Resends of a request carry the same probe.
    async Task<Decision> EnterAsync(ulong request) =>
        (await _venue.Device.EnterAsync(Guests.Capture(1, PalmSide.Right, 50 + (int)request), request)).Decision;
}
