using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;

/// <summary>The sample client in Python, which knows PROTOCOL.md and nothing of this code, against broker, matcher and ticketing.</summary>
public sealed class SampleClientTests : IAsyncLifetime
{
    static readonly string[] Pythons = ["/usr/bin/python3", "python3"];
    readonly Site _site = new();
    readonly TestFolder _folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_redeems_codes_and_shows_palms_over_a_session_that_each_service_offers()
    {
        var python = await FindPythonAsync();
        Assert.SkipUnless(python is not null, "Python has no cryptography or paho-mqtt (Debian: apt-get install python3-cryptography python3-paho-mqtt)");
        (await _site.PostTicketsAsync("CODE-1,account-1,tonight,valid", "CODE-2,account-2,tonight,valid")).Dispose();
        Assert.Equal(Decision.EnrolledForEvent, await _site.Device.EnrolAsync("CODE-2", 1));
        var (known, stranger) = (_folder.PathOf("known"), _folder.PathOf("stranger"));
        await File.WriteAllBytesAsync(known, Guests.Probe(1), Stop);
        await File.WriteAllBytesAsync(stranger, Guests.Probe(2), Stop);
        var keys = _folder.PathOf("gate-1.keys.json");
        await File.WriteAllTextAsync(keys, JsonSerializer.Serialize(new
        {
            venue = _site.GateKeys.Venue, device = _site.GateKeys.Device,
            match = Convert.ToHexStringLower(_site.GateKeys.Match), ticket = Convert.ToHexStringLower(_site.GateKeys.Ticket),
        }), Stop);

        var port = _site.Services.GetRequiredService<EmbeddedBroker>().BoundPort;
        var (code, said) = await RunAsync(python,
        [
            "-B", Path.Combine(AppContext.BaseDirectory, "pedestal.py"), "--keys", keys, "--broker", $"127.0.0.1:{port}",
            "--code", "CODE-1", "--code", "CODE-1", "--code", "CODE-9", "--template", known, "--template", stranger,
        ]);
        Assert.True(code == 0, said);
        Assert.Equal(
        [
            "CODE-1: admitted", "CODE-1: ticket used", "CODE-9: unknown ticket", $"{known}: admitted", $"{stranger}: not recognised",
        ], said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    static async Task<string?> FindPythonAsync()
    {
        foreach (var python in Pythons)
        {
            try
            {
                if ((await RunAsync(python, ["-c", "import cryptography, paho.mqtt.client"])).Code == 0)
                {
                    return python;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not installed.
            }
        }

        return null;
    }

    static async Task<(int Code, string Said)> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(Stop);
        var said = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        return (process.ExitCode, said + await errors);
    }
}
