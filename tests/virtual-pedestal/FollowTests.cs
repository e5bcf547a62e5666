using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Topic = Pedestal.Protocol.Topic;

namespace Pedestal.VirtualPedestal.Tests;

public sealed class FollowTests
{
    const int TestTimeout = 60_000;

    [Fact(Timeout = TestTimeout)]
    public async Task Request_telemetry_and_log_have_the_same_request_id()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var broker = await Broker.StartAsync(cancellation);
        await using var responder = await Responder.StartAsync(broker, cancellation);
        responder.Match = Decision.Admitted;
        responder.Ticket = Decision.UnknownTicket;
        await using var watcher = await broker.ConnectAsync("watcher", cancellation);
        var telemetry = await TelemetryAsync(watcher, cancellation);
        var console = new ScriptedConsole();
        await using var pedestal = new VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = Site.Venue, Device = Site.Device, MatchKey = Site.MatchKey, TicketKey = Site.TicketKey,
            BrokerPort = broker.Port, Extractor = new AnyFrame(), Console = console,
        });
        pedestal.Start();
        await pedestal.WaitReadyAsync(cancellation);

        pedestal.ShowPalm(Site.Grey);
        await pedestal.NextOutcomeAsync(cancellation);
        pedestal.ScanCode("TICKET-1");
        await pedestal.NextOutcomeAsync(cancellation);

        Assert.True(responder.Palms.TryDequeue(out var request));
        var entry = await telemetry.ReadAsync(cancellation);
        Assert.Equal(("palm", "admitted", $"{request.RequestId:x16}"),
        (Word(entry, "way"), Word(entry, "decision"), Word(entry, "request")));
        var scan = await telemetry.ReadAsync(cancellation);
        console.Type("echo off\r");
        var log = (await console.RunAsync("log --json", cancellation))
            .Where(r => r.TryGetProperty("source", out var source) && (source.GetString() is "palm" or "ticket")).ToList();
        Assert.Equal([("palm", "admitted", Word(entry, "request")), ("ticket", "unknown-ticket", Word(scan, "request"))],
            log.Select(r => (Word(r, "source"), Word(r, "text"), Word(r, "request"))));
        Assert.All(log, r => Assert.Equal(DateTime.UtcNow,
            DateTime.Parse(Word(r, "utc"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), TimeSpan.FromMinutes(5)));
    }

    static async Task<ChannelReader<JsonElement>> TelemetryAsync(ServiceLink watcher, CancellationToken cancellation)
    {
        var messages = Channel.CreateUnbounded<JsonElement>();
        await watcher.SubscribeAsync(Topic.Of(Site.Venue, Site.Device, Hal.Channel.Telemetry), (_, payload) =>
        {
            messages.Writer.TryWrite(JsonDocument.Parse(payload.ToArray()).RootElement);
            return Task.CompletedTask;
        }, cancellation);
        return messages.Reader;
    }

    static string Word(JsonElement message, string name) => message.GetProperty(name).GetString()!;
}
