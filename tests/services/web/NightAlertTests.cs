using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MQTTnet;
using MQTTnet.Protocol;
using Pedestal.Messaging;
using Pedestal.Web.Live;
using Pedestal.Web.Services;

namespace Pedestal.Web.Tests;

/// <summary>Every alert of the night is raised by what lanes and services say, and ends by itself. Time is the test's.</summary>
public sealed class NightAlertTests : IAsyncLifetime
{
    const int ShedBefore = 100;
    const string Well = """{"online":true,"mode":"entry","camera":"ok","reader":"ok","fault":"none","service":false}""";
    readonly TestFolder _folder = new();
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2031, 11, 28, 20, 0, 0, TimeSpan.Zero));
    readonly QuietServices _services = new();
    readonly HttpClient _http;
    IMqttClient _lane = null!;
    Broker _broker = null!;
    FleetWatch _fleet = null!;
    NightFeed _feed = null!;
    IDisposable _page = null!;

    public NightAlertTests() => _http = new HttpClient(_services);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var keys = new KeyRing("demo");
        keys.Generate("gate-1");
        keys.Save(_folder.PathOf("fleet.keys.json"));
        await File.WriteAllTextAsync(_folder.PathOf("pages.key"), "key", Stop);
        _broker = await Broker.StartAsync(Stop);
        _lane = new MqttClientFactory().CreateMqttClient();
        await _lane.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _broker.Port).WithNoKeepAlive().Build(), Stop);
        var options = new PagesOptions { FleetKeyFile = _folder.PathOf("fleet.keys.json"), Broker = { Port = _broker.Port } };
        var venue = new VenueClient(_http, () => new Uri("http://venue/"), _folder.PathOf("pages.key"));
        var status = new StatusApi(venue);
        _fleet = new FleetWatch(options, status, _time, NullLogger<FleetWatch>.Instance);
        _feed = new NightFeed(new TicketsApi(venue), status, _fleet, options, _time, NullLogger<NightFeed>.Instance);
        await SayAsync("state", Well);
        await _fleet.StartAsync(Stop);
        await Eventually.TrueAsync(() => _fleet.Lanes is [{ IsOnline: true }], Stop);
        await _feed.StartAsync(Stop);
        _page = _feed.Watch(_ => Task.CompletedTask);
        await EndsAsync("");
    }

    public async ValueTask DisposeAsync()
    {
        _page.Dispose();
        await _feed.StopAsync(CancellationToken.None);
        await _fleet.StopAsync(CancellationToken.None);
        _feed.Dispose();
        _fleet.Dispose();
        _lane.Dispose();
        await _broker.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_lane_that_says_nothing_for_five_minutes_until_it_does_again()
    {
        await SayAsync("health", "{}");
        await Eventually.TrueAsync(() => _fleet.Lanes[0].HealthAt is not null, Stop);
        _time.Advance(TimeSpan.FromMinutes(4.5));
        await EndsAsync("gate-1 has said nothing");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await RaisedAsync("gate-1 has said nothing for")).IsUrgent);
        await SayAsync("health", "{}");
        await EndsAsync("gate-1 has said nothing");
    }

    [Fact]
    public async Task A_lane_that_is_not_connected_until_it_is()
    {
        await SayAsync("state", """{"online":false}""");
        Assert.Equal("gate-1", (await RaisedAsync("gate-1 is not connected")).Lane);
        await SayAsync("state", Well);
        await EndsAsync("gate-1 is not connected");
    }

    [Fact]
    public async Task A_part_that_failed_until_it_works()
    {
        await SayAsync("state", Well.Replace("\"reader\":\"ok\"", "\"reader\":\"failed\"", StringComparison.Ordinal));
        Assert.Contains("Tickets are not read there", (await RaisedAsync("gate-1: reader failed")).ToDo, StringComparison.Ordinal);
        await SayAsync("state", Well);
        await EndsAsync("gate-1: reader failed");
    }

    [Fact]
    public async Task Somebody_who_slipped_through_for_ten_minutes()
    {
        await SayAsync("telemetry", """{"way":"contact","decision":"none","reason":"slipped-through"}""");
        Assert.True((await RaisedAsync("gate-1: somebody walked through")).IsUrgent);
        await SayAsync("telemetry", """{"way":"contact","decision":"none","reason":"slipped-through"}""");
        await RaisedAsync("gate-1: 2 people walked through");
        _time.Advance(TimeSpan.FromMinutes(10));
        await EndsAsync("walked through");
    }

    [Fact]
    public async Task Requests_that_were_shed_for_five_minutes_and_never_those_from_before()
    {
        _services.Shed = ShedBefore + 40;
        _time.Advance(TimeSpan.FromSeconds(11));
        await RaisedAsync("40 palm requests were refused");

        // A matcher that was restarted counts from zero.
        _services.Shed = 3;
        await EndsAsync("palm requests were refused");
        _services.Shed = 5;
        _time.Advance(TimeSpan.FromSeconds(11));
        await RaisedAsync("2 palm requests were refused");
        _time.Advance(TimeSpan.FromMinutes(6));
        await EndsAsync("palm requests were refused");
    }

    [Fact]
    public async Task A_service_that_does_not_work_until_it_does()
    {
        _services.Fault = "the store is read-only";
        Assert.Equal("the store is read-only", (await RaisedAsync("Services: palms is missing")).ToDo);
        _services.Fault = null;
        await EndsAsync("Services:");
    }

    [Fact]
    public async Task A_certificate_from_thirty_days_before_its_end_until_it_is_replaced()
    {
        var end = _time.GetUtcNow().AddDays(31);
        await CertifyAsync(end);
        await EndsAsync("broker.pem");
        _time.Advance(TimeSpan.FromDays(2));
        Assert.False((await RaisedAsync($"The certificate broker.pem ends on {end:yyyy-MM-dd}")).IsUrgent);
        _time.Advance(TimeSpan.FromDays(30));
        Assert.True((await RaisedAsync("The certificate broker.pem has ended")).IsUrgent);
        await CertifyAsync(_time.GetUtcNow().AddDays(365));
        await EndsAsync("broker.pem");
    }

    async Task<Alert> RaisedAsync(string what)
    {
        await StepAsync(alerts => alerts.Any(alert => alert.What.Contains(what, StringComparison.Ordinal)), what);
        return _feed.Latest!.Alerts.First(alert => alert.What.Contains(what, StringComparison.Ordinal));
    }

    // After the slow pause, so that whatever changes rarely was read again too.
    async Task EndsAsync(string what)
    {
        _time.Advance(TimeSpan.FromSeconds(11));
        var before = _time.GetUtcNow();
        await StepAsync(alerts => _feed.Latest!.At > before && !alerts.Any(alert => what.Length > 0 && alert.What.Contains(what, StringComparison.Ordinal)), what);
    }

    Task StepAsync(Func<IReadOnlyList<Alert>, bool> holds, string what) => Eventually.TrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromMilliseconds(100));
        return _feed.Latest is { } night && holds(night.Alerts);
    }, Stop, what);

    Task SayAsync(string channel, string message) => _lane.PublishStringAsync(
        $"pedestal/v2/demo/gate-1/{channel}", message, MqttQualityOfServiceLevel.AtLeastOnce, retain: channel == "state", Stop);

    async Task CertifyAsync(DateTimeOffset end)
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=broker", key, HashAlgorithmName.SHA256).CreateSelfSigned(end.AddDays(-400), end);
        Directory.CreateDirectory(_folder.PathOf("mosquitto"));
        await File.WriteAllTextAsync(_folder.PathOf("mosquitto/broker.pem"), certificate.ExportCertificatePem(), Stop);
    }

    /// <summary>A venue without events.</summary>
    sealed class QuietServices : HttpMessageHandler
    {
        public volatile int Shed = ShedBefore;

        public string? Fault { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent(request.RequestUri!.AbsolutePath switch
                {
                    "/metrics" => $"matcher_requests_shed_total{{reason=\"overload\"}} {Shed} 1\n",
                    "/readyz" => Fault is null ? """{"ready":true,"faults":[],"warnings":[]}"""
                        : $$"""{"ready":false,"faults":[{"part":"palms","missing":"palms","fault":"{{Fault}}"}],"warnings":[]}""",
                    "/v1/pedestals" => """{"pedestals":[]}""",
                    _ => """{"events":[]}""",
                }),
            });
    }
}
