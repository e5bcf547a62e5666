using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>A connector, the external system, and a log that must hold no secret.</summary>
public sealed class ExternalRig : IAsyncDisposable
{
    internal const string ApiKey = "a-key-that-nobody-may-see";
    internal static readonly TicketCall Call = new("gate-1/00000000000000ff", TimeSpan.FromSeconds(1));
    internal static readonly byte[] Token = [.. Enumerable.Repeat((byte)0xAB, 32)];

    readonly RecordingLog _log = new();

    ExternalRig(StubSystem stub)
    {
        Stub = stub;
        File.WriteAllText(Folder.File("api.key"), ApiKey + "\n");
        Tickets = Connector(stub.Url + "/tickets");
    }

    internal static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal TempFolder Folder { get; } = new();

    internal FakeTimeProvider Time { get; } = new();

    internal StubSystem Stub { get; }

    internal ExternalTickets Tickets { get; }

    internal IEnumerable<string> Log => _log.Lines;

    internal static async Task<ExternalRig> StartAsync() => new(await StubSystem.StartAsync());

    internal async Task<Decision> RedeemAsync() => (await Tickets.RedeemCodeAsync("code-of-ann", Shows.GateLane, Call, Stop)).Decision;

    internal ExternalTickets Connector(string url, int timeout = 300) => new(
        new TicketingOptions
        {
            Venue = "demo",
            External = { BaseUrl = url, ApiKeyFile = Folder.File("api.key"), TimeoutMilliseconds = timeout },
        },
        Time,
        _log.CreateLogger<ExternalTickets>());

    public async ValueTask DisposeAsync()
    {
        Tickets.Dispose();
        await Stub.DisposeAsync();
        Folder.Dispose();
        Assert.DoesNotContain(_log.Lines, l => l.Contains(ApiKey, StringComparison.Ordinal)
            || l.Contains("code-of-ann", StringComparison.Ordinal)
            || l.Contains(Convert.ToHexString(Token), StringComparison.OrdinalIgnoreCase));
    }
}
