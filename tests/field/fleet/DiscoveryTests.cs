using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using MQTTnet;
using Pedestal.Messaging;
using Spectre.Console;

namespace Pedestal.Fleet.Tests;

/// <summary>What Home Assistant finds at the broker.</summary>
public sealed partial class DiscoveryTests
{
    // https://www.home-assistant.io/integrations/mqtt/#supported-abbreviations-in-mqtt-discovery-messages
    static readonly string[] Known =
    [
        "p", "unique_id", "name", "stat_t", "val_tpl", "avty_t", "avty_tpl", "dev_cla", "stat_cla", "unit_of_meas", "ent_cat", "ops",
    ];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pedestal_is_one_device_whose_figures_are_in_what_it_sends()
    {
        await using var site = new FleetSite();
        await site.InitializeAsync();
        Assert.Equal(0, await RunAsync(site, "discovery"));
        var kept = await RetainedAsync(site.BrokerPort);
        kept["pedestal/v2/demo/gate-1/health"] = await HealthAsync(site);
        var config = JsonDocument.Parse(kept["homeassistant/device/pedestal__demo__gate-1/config"]).RootElement;
        Assert.Equal("pedestal__demo__gate-1", config.GetProperty("dev").GetProperty("ids")[0].GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+$", config.GetProperty("dev").GetProperty("sw").GetString());
        Assert.NotEqual("", config.GetProperty("o").GetProperty("name").GetString());
        var ids = new HashSet<string>();
        foreach (var component in config.GetProperty("cmps").EnumerateObject().Select(entry => entry.Value))
        {
            Assert.Empty(component.EnumerateObject().Select(member => member.Name).Except(Known));
            Assert.True(ids.Add(component.GetProperty("unique_id").GetString()!));
            Assert.Contains(component.GetProperty("p").GetString(), new[] { "sensor", "binary_sensor" });
            var message = JsonDocument.Parse(kept[component.GetProperty("stat_t").GetString()!]).RootElement;
            var template = component.GetProperty("val_tpl").GetString()!;
            foreach (var path in Path().Matches(template).Select(path => path.Groups[1].Value.Split('.')))
            {
                Assert.True(Has(message, path) || template.Contains("default(", StringComparison.Ordinal) || template.Contains("is defined", StringComparison.Ordinal),
                    $"{template} asks for what is not in {message}");
            }

            if (component.TryGetProperty("avty_t", out var availability))
            {
                Assert.True(JsonDocument.Parse(kept[availability.GetString()!]).RootElement.GetProperty("online").GetBoolean());
            }
        }

        Assert.InRange(ids.Count, 10, 20);
        Assert.Contains("homeassistant/device/pedestal__demo__gate-2/config", kept.Keys);
    }

    [Fact]
    public async Task Pedestals_that_are_gone_are_removed_and_those_of_other_venues_stay()
    {
        await using var site = new FleetSite();
        await site.InitializeAsync();
        using var client = await ConnectAsync(site.BrokerPort);
        string[] others = [DiscoveryTopics.Of("demo", "gate-9"), DiscoveryTopics.Of("demo__gate", "1"), DiscoveryTopics.Of("other", "gate-1")];
        foreach (var other in others)
        {
            await client.PublishStringAsync(other, "{}", MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce, retain: true, Cancellation);
        }

        Assert.Equal(0, await RunAsync(site, "discovery"));
        await AssertAsync("gate-1", "gate-2");
        Assert.Equal(0, await RunAsync(site, "forget", "gate-2", "--yes"));
        await AssertAsync("gate-1");
        Assert.Equal(0, await RunAsync(site, "discovery", "--remove"));
        await AssertAsync();

        async Task AssertAsync(params string[] devices) => Assert.Equal(
            devices.Select(device => DiscoveryTopics.Of("demo", device)).Concat(others[1..]).ToHashSet(),
            (await RetainedAsync(site.BrokerPort)).Keys.Where(topic => topic.StartsWith(DiscoveryTopics.Root, StringComparison.Ordinal)).ToHashSet());
    }

    static bool Has(JsonElement message, string[] path)
    {
        foreach (var name in path)
        {
            if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty(name, out message))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The health that a pedestal sends when it connects, and then once a minute.</summary>
    static async Task<string> HealthAsync(FleetSite site)
    {
        using var client = await ConnectAsync(site.BrokerPort);
        var health = new TaskCompletionSource<string>();
        client.ApplicationMessageReceivedAsync += received =>
        {
            health.TrySetResult(received.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
        await client.SubscribeAsync("pedestal/v2/demo/gate-1/health", cancellationToken: Cancellation);
        Assert.Equal(0, await RunAsync(site, "reboot", "gate-1"));
        return await health.Task.WaitAsync(Cancellation);
    }

    /// <summary>What the broker keeps.</summary>
    static async Task<ConcurrentDictionary<string, string>> RetainedAsync(int port)
    {
        var kept = new ConcurrentDictionary<string, string>();
        using var client = await ConnectAsync(port);
        var end = new TaskCompletionSource();
        client.ApplicationMessageReceivedAsync += received =>
        {
            kept[received.ApplicationMessage.Topic] = received.ApplicationMessage.ConvertPayloadToString();
            if (received.ApplicationMessage.Topic == "test/end")
            {
                end.SetResult();
            }

            return Task.CompletedTask;
        };
        await client.SubscribeAsync("#", MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce, Cancellation);
        await client.PublishStringAsync("test/end", "", cancellationToken: Cancellation);
        await end.Task.WaitAsync(Cancellation);
        kept.TryRemove("test/end", out _);
        return kept;
    }

    static async Task<IMqttClient> ConnectAsync(int port)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).Build(), Cancellation);
        return client;
    }

    static Task<int> RunAsync(FleetSite site, params string[] arguments)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(new StringWriter()), Interactive = InteractionSupport.No });
        return new CommandLine(console, TextReader.Null, TextWriter.Null).Create()
            .Parse([.. arguments, "--broker", $"127.0.0.1:{site.BrokerPort}", "--keys", site.Keys])
            .InvokeAsync(cancellationToken: Cancellation);
    }

    [GeneratedRegex(@"value_json\.([\w.]+)")]
    private static partial Regex Path();
}
