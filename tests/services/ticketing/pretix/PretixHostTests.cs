using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Messaging;
using Pedestal.Testing;

namespace Pedestal.Ticketing.Tests;

/// <summary>The ticketing process with tickets of pretix.</summary>
public sealed class PretixHostTests : IDisposable
{
    readonly TempFolder _folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_reads_pretix_by_itself_once_it_is_connected()
    {
        await using var stub = await PretixStub.StartAsync(new FakeTimeProvider());
        var e = new StubEvent { Slug = "democon", DateFrom = DateTimeOffset.UtcNow.AddHours(-1) };
        e.Lists.Add(new StubList { Id = 12 });
        stub.Events.Add(e);
        stub.Order(e, "ONE");
        new PretixDevice(stub.Url, PretixStub.Organizer, PretixStub.DeviceId, "", PretixStub.ApiToken, "North gate").Create(_folder.File("device.json"));
        using var host = Host();
        await host.StartAsync(Stop);
        var tickets = host.Services.GetRequiredService<ITicketSystem>();
        Assert.IsType<PretixTicketing>(tickets);
        var mirror = host.Services.GetRequiredService<PretixMirror>();
        await Eventually.TrueAsync(() => mirror.Fault is null, Stop);
        Assert.NotNull(host.Services.GetRequiredService<TicketStore>().Events.Find("democon/12", "demo"));
        await host.StopAsync(Stop);
    }

    [Fact]
    public void Without_a_connection_it_says_how_to_make_one()
    {
        using var host = Host();
        var refused = Assert.Throws<InvalidOperationException>(host.Services.GetRequiredService<ITicketSystem>);
        Assert.Contains("pretix connect", refused.Message, StringComparison.Ordinal);
    }

    IHost Host() => TicketingHost.Create(
        new TicketingOptions
        {
            Venue = "demo", Database = _folder.File("tickets.db"), CodeKeyFile = _folder.File("codes.key"), BrokerPort = 1,
            Pretix = { Lists = ["democon/12"], DeviceFile = _folder.File("device.json") },
        },
        new KeyRing("demo"), new RecordingLog());
}
