using MQTTnet;
using Pedestal.Messaging;
using Spectre.Console;

namespace Pedestal.Fleet.Tests;

/// <summary>A broker and an operator's keys without any pedestal; the test itself publishes what the broker retains.</summary>
sealed class QuietVenue : IAsyncDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fleet-");
    readonly StringWriter _output = new();
    readonly StringWriter _errors = new();
    readonly Broker _broker;

    QuietVenue(Broker broker) => _broker = broker;

    public string Keys => Path.Combine(_folder.FullName, "fleet.keys.json");

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<QuietVenue> OpenAsync(params string[] provisioned)
    {
        var venue = new QuietVenue(await Broker.StartAsync(Cancellation));
        var ring = new KeyRing("demo");
        foreach (var device in provisioned)
        {
            ring.Generate(device);
        }

        ring.Save(venue.Keys);
        return venue;
    }

    /// <summary>Publishes a retained message, as anybody at the broker can.</summary>
    public async Task KeepAsync(string device, string kind, byte[] payload)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(
            new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _broker.Port).Build(), Cancellation);
        await client.PublishBinaryAsync($"pedestal/v2/demo/{device}/{kind}", payload,
            MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce, retain: true, Cancellation);
        await client.DisconnectAsync(cancellationToken: Cancellation);
    }

    /// <summary>Runs the program; returns its exit code. Earlier output is cleared.</summary>
    public async Task<int> RunAsync(string typed, bool isTerminal, params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        _errors.GetStringBuilder().Clear();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(_output),
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = 400;
        return await new CommandLine(console, new StringReader(typed), _errors).Create()
            .Parse([.. arguments, "--broker", $"127.0.0.1:{_broker.Port}", "--keys", Keys])
            .InvokeAsync(cancellationToken: Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
