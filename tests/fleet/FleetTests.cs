using System.Text.Json;
using Pedestal.Hal;
using Spectre.Console;

namespace Pedestal.Fleet.Tests;

/// <summary>The program as an operator uses it, on a virtual pedestal over a real broker.</summary>
public sealed class FleetTests(FleetSite site) : IClassFixture<FleetSite>
{
    const string Device = FleetSite.Device;
    readonly StringWriter _output = new();
    readonly StringWriter _errors = new();
    readonly VirtualPedestal.VirtualPedestal _pedestal = site.Pedestal;
    readonly int _openings = site.Pedestal.Gate.Openings;
    readonly int _reboots = site.Pedestal.Controller.Reboots;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_pedestals_have_told_is_there_at_once()
    {
        Assert.Equal(0, await RunAsync("", "watch", "--once", "--json"));
        var pedestal = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal(Device, pedestal.GetProperty("device").GetString());
        Assert.True(pedestal.GetProperty("state").GetProperty("online").GetBoolean());
        Assert.Equal("current", pedestal.GetProperty("birth").GetProperty("settingsState").GetString());

        Assert.Equal(0, await RunAsync("", "watch", "--once"));
        Assert.Contains("none", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pedestal_shows_itself()
    {
        var shown = _pedestal.WaitForAsync(Indication.Identify, Cancellation);
        Assert.Equal(0, await RunAsync("", "identify", Device, "--seconds", "1"));
        await shown;
        await _pedestal.WaitForAsync(Indication.Ready, Cancellation);
    }

    [Fact]
    public async Task The_gate_opens_once_its_name_is_typed()
    {
        Assert.Equal(1, await RunAsync("gate-2\n", "open", Device));
        Assert.Equal(1, await RunAsync("", "open", Device));
        Assert.Equal(_openings, _pedestal.Gate.Openings);
        Assert.Equal(0, await RunAsync(Device + "\n", "open", Device));
        Assert.Equal(_openings + 1, _pedestal.Gate.Openings);
    }

    [Fact]
    public async Task Another_mode_counts_once_the_pedestal_is_back()
    {
        Assert.Equal(0, await RunAsync("", "mode", Device, "enrolment"));
        Assert.Contains("they stay", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(_reboots + 1, _pedestal.Controller.Reboots);
        await _pedestal.WaitForAsync(Indication.ScanTicket, Cancellation);

        // Once more: what the broker had kept of the first time must not count.
        Assert.Equal(0, await RunAsync("", "mode", Device, "entry"));
        Assert.Equal(_reboots + 2, _pedestal.Controller.Reboots);
        await _pedestal.WaitForAsync(Indication.Ready, Cancellation);
    }

    [Fact]
    public async Task A_secret_comes_from_a_file_and_is_printed_nowhere()
    {
        var secret = site.PathOf("code");
        await File.WriteAllTextAsync(secret, "service 4711\nmore", Cancellation);
        Assert.Equal(0, await RunAsync("", "set", Device, $"service.code=@{secret}"));
        Assert.DoesNotContain("4711", _output.ToString() + _errors, StringComparison.Ordinal);
        await _pedestal.WaitForAsync(Indication.Ready, Cancellation);
    }

    [Theory]
    [InlineData("does not answer", "reboot", "gate-2")]
    [InlineData("has no \"gate-3\"", "reboot", "gate-3")]
    [InlineData("1 to 60", "identify", Device, "--seconds", "61")]
    [InlineData("no setting of this name", "set", Device, "no.such=1")]
    [InlineData("is no setting", "set", Device, "budget.ms")]
    [InlineData("budget.ms", "set", Device, "budget.ms=1")]
    [InlineData("cannot be read", "set", Device, "service.code=@/no/such/file")]
    [InlineData("is no broker", "reboot", Device, "--broker", "nowhere")]
    [InlineData("cannot be read", "reboot", Device, "--keys", "no-such-file.json")]
    [InlineData("There is no file", "reboot", Device, "--user", "fleet", "--password-file", "no-such-file")]
    public async Task What_cannot_be_done_is_said_in_a_line(string says, params string[] arguments)
    {
        Assert.Equal(1, await RunAsync("", arguments));
        Assert.Contains(says, Assert.Single(_errors.ToString().Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(_reboots, _pedestal.Controller.Reboots);
    }

    async Task<int> RunAsync(string typed, params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(_output),
        });
        string[] defaults = [.. Default("--broker", $"127.0.0.1:{site.BrokerPort}"), .. Default("--keys", site.Keys)];
        return await new CommandLine(console, new StringReader(typed), _errors).Create()
            .Parse([.. arguments, .. defaults]).InvokeAsync(cancellationToken: Cancellation);

        string[] Default(string name, string value) => arguments.Contains(name) ? [] : [name, value];
    }
}
