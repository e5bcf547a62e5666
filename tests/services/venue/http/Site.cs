using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Ticketing;

namespace Pedestal.Venue.Tests;
using Pedestal.Matcher;

/// <summary>A venue in one process, with broker, matcher and ticketing, used over HTTP and MQTT.</summary>
public sealed class Site : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("site-");
    WebApplication _app = null!;

    internal ILoggerProvider Log { get; init; } = new RecordingLog();

    internal string Event { get; init; } = "tonight";

    internal bool ConfirmEnrolments { get; init; }

    internal DeviceKeys GateKeys { get; private set; } = null!;

    internal PedestalClient Device { get; private set; } = null!;

    internal HttpClient Http { get; } = new();

    internal HttpClient HttpWithoutKey { get; } = new();

    internal IServiceProvider Services => _app.Services;

    internal IServiceProvider Palms => Services.GetRequiredService<PalmsPart>().Services;

    internal TicketStore Tickets => Services.GetRequiredService<TicketingPart>().Services.GetRequiredService<TicketStore>();

    /// <summary>Every endpoint of the API; a name in its path that may contain slashes is written like any other.</summary>
    internal IEnumerable<(string Method, string Path)> Endpoints => Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
        .Select(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Single() ?? "GET",
            "/" + e.RoutePattern.RawText!.TrimStart('/').Replace("{**", "{", StringComparison.Ordinal)));

    internal string AdminKey => File.ReadAllText(PathOf("admin.key")).Trim();

    internal IEnumerable<string> SecretFiles => _folder.EnumerateFiles("*.key", SearchOption.AllDirectories)
        .Select(file => file.FullName);

    internal string PalmDatabase => PathOf("identity.db");

    internal string TicketDatabase => PathOf("ticketing.db");

    public async ValueTask InitializeAsync()
    {
        GateKeys = DeviceKeys.Load(Provisioning.Provision(
            "demo", "gate-1", _folder.FullName, DeviceRoles.Entry | DeviceRoles.Enrolment));
        var options = new MatcherOptions
        {
            AttemptsPerMinute = 1_000_000,
            Database = PalmDatabase,
            StoreKeyFile = PathOf("identity.key"),
            KeyPerEvent = true,
            Broker = { Port = 0 },
        };
        var venue = new VenueOptions
        {
            FleetKeyFile = PathOf(Provisioning.FleetFile),
            Ticketing =
            {
                Database = TicketDatabase, KeyFile = PathOf(Provisioning.TicketingFile), ConfirmEnrolments = ConfirmEnrolments,
            },
        };
        _app = VenueHost.Create(options, venue, KeyRing.Load(PathOf(Provisioning.MatcherFile)),
            builder => builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        await _app.StartAsync(CancellationToken.None);
        var cancellation = TestContext.Current.CancellationToken;
        await Palms.GetRequiredService<MatcherService>().WaitReadyAsync(cancellation);
        await Services.GetRequiredService<TicketingPart>().Services
            .GetRequiredService<TicketingService>().WaitConnectedAsync(cancellation);
        Device = await PedestalClient.ConnectAsync(
            Services.GetRequiredService<EmbeddedBroker>().BoundPort, GateKeys, new BrokerLogin(), cancellation);
        Device.AfterEnrolment = FollowGuestListsAsync;
        Http.BaseAddress = HttpWithoutKey.BaseAddress = new Uri(_app.Urls.First());
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        HttpWithoutKey.Dispose();
        await Device.DisposeAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Posts rows of "code,account,event,status" as ticketing systems do, and opens the event.</summary>
    internal async Task<HttpResponseMessage> PostTicketsAsync(params string[] rows)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var imported = await Http.PostAsync(
            "/v1/tickets", Csv("code,account,event,status\n" + string.Join('\n', rows)), cancellation);
        using var opened = await Http.PostAsJsonAsync("/v1/tickets/openings", new { @event = Event, opening = "Open" }, cancellation);
        Assert.True(await FollowGuestListsAsync());
        return imported;
    }

    /// <summary>Completes when the galleries are as ticketing's guest lists are now.</summary>
    internal Task<bool> FollowGuestListsAsync() =>
        Palms.GetRequiredService<MatcherService>().FollowGuestListsAsync(TestContext.Current.CancellationToken);

    /// <summary>A body of comma-separated values.</summary>
    internal static StringContent Csv(string text) => new(text, null, "text/csv");

    string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
