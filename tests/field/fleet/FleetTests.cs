using System.Text;
using System.Text.Json;
using Pedestal.Hal;
using Spectre.Console;

namespace Pedestal.Fleet.Tests;

/// <summary>The program as an operator uses it, with a virtual pedestal over a real broker.</summary>
public sealed class FleetTests : IAsyncLifetime
{
    const string Device = FleetSite.Device;
    readonly StringWriter _output = new();
    readonly StringWriter _errors = new();
    readonly FleetSite _site = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    VirtualPedestal.VirtualPedestal Pedestal => _site.Pedestal;

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_pedestals_latest_reports_are_shown_at_once()
    {
        Assert.Equal(0, await RunAsync("", "watch", "--once", "--json"));
        var lines = _output.ToString().Trim().Split('\n');
        Assert.Equal("""{"device":"gate-2","fault":"never seen"}""", lines[1].Trim());
        var pedestal = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(Device, pedestal.GetProperty("device").GetString());
        Assert.Equal("none", pedestal.GetProperty("fault").GetString());
        Assert.True(pedestal.GetProperty("state").GetProperty("online").GetBoolean());
        Assert.Matches("^[0-9a-f]{8}$", pedestal.GetProperty("birth").GetProperty("settingsChecksum").GetString());

        Assert.Equal(0, await RunAsync("", "watch", "--once"));
        Assert.StartsWith("gate-1: ok; mode entry, firmware ", _output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($"gate-2: never seen{Environment.NewLine}", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pedestal_identifies_itself()
    {
        var shown = Pedestal.WaitForAsync(Indication.Identify, Cancellation);
        Assert.Equal(0, await RunAsync("", "identify", Device, "--seconds", "1"));
        await shown;
        await Pedestal.WaitForAsync(Indication.Ready, Cancellation);
    }

    [Fact]
    public async Task The_gate_opens_once_the_pedestals_name_is_typed()
    {
        Assert.Equal(1, await RunAsync("gate-2\n", "open", Device));
        Assert.Equal(1, await RunAsync("", "open", Device));
        Assert.Equal(0, Pedestal.Gate.Openings);
        Assert.Equal(0, await RunAsync(Device + "\n", "open", Device));
        Assert.Equal(1, Pedestal.Gate.Openings);
    }

    [Fact]
    public async Task A_mode_change_succeeds_once_the_pedestal_has_restarted()
    {
        Assert.Equal(0, await RunAsync("", "mode", Device, "enrolment"));
        Assert.Contains("which stay", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Pedestal.Board.Restarts);
        await Pedestal.WaitForAsync(Indication.ScanTicket, Cancellation);

        // Once more: retained messages from the first change must not count.
        Assert.Equal(0, await RunAsync("", "mode", Device, "entry"));
        Assert.Equal(2, Pedestal.Board.Restarts);
        await Pedestal.WaitForAsync(Indication.Ready, Cancellation);
    }

    [Fact]
    public async Task A_secret_is_read_from_a_file_and_printed_nowhere()
    {
        var secret = _site.PathOf("code");
        await File.WriteAllTextAsync(secret, "correct horse 4711\nmore", Cancellation);

        // The broker is not authenticated by TLS, so the pedestal refuses the setting by name.
        Assert.Equal(1, await RunAsync("", "set", Device, $"wifi.password=@{secret}"));
        Assert.Contains("wifi.password can only be changed remotely while broker.tls is on", _errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("4711", _output.ToString() + _errors, StringComparison.Ordinal);
        Assert.Equal(0, Pedestal.Board.Restarts);
    }

    [Fact(Timeout = 60_000)]
    public async Task Settings_that_cut_off_the_broker_are_rolled_back_and_reported()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Pedestal.Board.Ended += () => Pedestal.Board.Radio.IsInRange = false;
        var change = RunAsync("", "set", Device, "palm.nearest-mm=50", "budget.ms=900");
        await Eventually.TrueAsync(() => Starts() == 1, Cancellation);
        Pedestal.Reset();
        await Eventually.TrueAsync(() => Starts() == 2, Cancellation);
        Pedestal.Reset();
        await Eventually.TrueAsync(() => Starts() == 3, Cancellation);
        Pedestal.Reset();
        await Eventually.TrueAsync(() => !IsStored("palm.nearest-mm"), Cancellation);
        Pedestal.Board.Radio.IsInRange = true;

        Assert.Equal(1, await change);
        Assert.Contains("the former settings are in force again", _errors.ToString(), StringComparison.Ordinal);
        await Pedestal.WaitReadyAsync(cancellation);
    }

    [Fact]
    public async Task A_pedestal_that_is_online_is_not_forgotten_by_mistake()
    {
        Assert.Equal(1, await RunAsync("", "forget", Device, "--yes"));
        Assert.Contains("it is online", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("", "watch", "--once"));
        Assert.StartsWith("gate-1: ok", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("current", 10, true)]
    [InlineData("current", 301, false)]
    [InlineData("rolled-back", 10, false)]
    [InlineData("on-trial", 10, null)]
    public void A_trial_is_judged_by_the_settings_in_force_at_its_end(string state, int seconds, bool? stay) =>
        Assert.Equal(stay, SettingsChange.Verdict(state, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1, "does not reply", "reboot", "gate-2")]
    [InlineData(2, "does not contain \"gate-3\"", "reboot", "gate-3")]
    [InlineData(1, "1 to 60", "identify", Device, "--seconds", "61")]
    [InlineData(1, "no setting with this name", "set", Device, "no.such=1")]
    [InlineData(2, "is not a setting", "set", Device, "budget.ms")]
    [InlineData(1, "budget.ms", "set", Device, "budget.ms=1")]
    [InlineData(2, "cannot be read", "set", Device, "wifi.password=@/no/such/file")]
    [InlineData(2, "service.code can only be changed on the pedestal's console", "set", Device, "budget.ms=900", "service.code=471100")]
    [InlineData(2, "fleet.key can only be changed on the pedestal's console", "set", Device, "fleet.key=")]
    [InlineData(2, "is not an address", "reboot", Device, "--broker", "nowhere")]
    [InlineData(2, "cannot be read", "reboot", Device, "--keys", "no-such-file.json")]
    [InlineData(2, "does not exist", "reboot", Device, "--user", "fleet", "--password-file", "no-such-file")]
    public async Task A_command_that_cannot_be_done_ends_with_one_line(int code, string says, params string[] arguments)
    {
        Assert.Equal(code, await RunAsync("", arguments));
        Assert.Contains(says, Assert.Single(_errors.ToString().Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(0, Pedestal.Board.Restarts);
    }

    /// <summary>The number of starts in a trial that the pedestal has counted in its flash.</summary>
    int Starts() => _site.Flash.Find("settings.starts")?.Length ?? 0;

    bool IsStored(string setting) => _site.Flash.Find("settings.json") is { } stored
        && Encoding.ASCII.GetString(stored).Contains(setting, StringComparison.Ordinal);

    async Task<int> RunAsync(string typed, params string[] arguments)
    {
        _output.GetStringBuilder().Clear();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(_output),
        });
        string[] defaults = [.. Default("--broker", $"127.0.0.1:{_site.BrokerPort}"), .. Default("--keys", _site.Keys)];
        return await new CommandLine(console, new StringReader(typed), _errors).Create()
            .Parse([.. arguments, .. defaults]).InvokeAsync(cancellationToken: Cancellation);

        string[] Default(string name, string value) => arguments.Contains(name) ? [] : [name, value];
    }
}
