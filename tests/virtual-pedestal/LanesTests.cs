using Pedestal.Core.Settings;
using Pedestal.Messaging;
using Pedestal.Pictures;
using Pedestal.Protocol;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>Many lanes in one process.</summary>
public sealed class LanesTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lanes-");
    readonly StringWriter _output = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Device_keys_are_loaded_from_files_and_folders_but_not_the_services_keys()
    {
        Provision("gate-10", "gate-2");
        new KeyRing(Site.Venue).Save(PathOf("matcher.keys.json"));
        new KeyRing(Site.Venue).Save(PathOf("fleet.keys.json"));
        Assert.Equal(["gate-2", "gate-10"], LaneKeys.Load([_folder.FullName], null).Select(keys => keys.Device));
        Assert.Equal(["gate-2"], LaneKeys.Load([_folder.FullName], 1).Select(keys => keys.Device));
        Assert.Equal(["gate-2"], LaneKeys.Load([PathOf("gate-2.keys.json")], null).Select(keys => keys.Device));
    }

    [Theory]
    [InlineData("--keys", "a", "b")]
    [InlineData("--keys", "a", "--keys", "b")]
    public void Several_key_files_can_be_given_with_one_option_or_several(params string[] args)
    {
        var parsed = CommandLine.Create().Parse(args);
        Assert.Empty(parsed.Errors);
        Assert.Equal(["a", "b"], parsed.GetRequiredValue<string[]>("--keys"));
    }

    [Theory]
    [InlineData("--lanes 3 needs as many key files, and there are 2", "--lanes", "3")]
    [InlineData("Two key files are for demo/gate-1", "--keys", "gate-1.keys.json")]
    [InlineData("too high for so many lanes", "--console-port", "65535")]
    [InlineData("--guests: ", "--guests", "no-such-folder")]
    [InlineData("has no picture (.pgm, .png, .jpg, .jpeg)", "--guests", ".")]
    public async Task A_wrong_option_is_reported_before_anything_starts(string message, string option, string value)
    {
        Provision("gate-1", "gate-2");
        value = option is "--keys" or "--guests" ? PathOf(value) : value;
        var options = Options() with
        {
            Keys = option == "--keys" ? [_folder.FullName, value] : [_folder.FullName],
            Lanes = option == "--lanes" ? int.Parse(value) : null,
            ConsolePort = option == "--console-port" ? int.Parse(value) : null,
            Guests = option == "--guests" ? value : null,
        };
        var error = await Assert.ThrowsAsync<StartException>(() => RunAsync(options, ""));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task A_line_addresses_one_lane_all_lanes_or_the_first()
    {
        await using var first = new VirtualLane("gate-1", Site.Pedestal(1, new AnyFrame()));
        await using var second = new VirtualLane("gate-2", Site.Pedestal(1, new AnyFrame()));
        var input = new StringReader(
            "fault wedged\ngate-2: scan CODE\n*: lift\n2: scan T:1\ngate-3: lift\n3: lift\n0: lift\n:\nquit\n");
        const string unknown = "There is no such lane; the lanes are gate-1, gate-2.";
        Assert.True(await new Session([first, second], input, _output, TextWriter.Null).RunAsync(Cancellation));
        Assert.Equal(
            [
                "gate-1: The camera has the fault wedged.", "gate-2: The code is scanned.", "gate-1: The palm is gone.",
                "gate-2: The palm is gone.", "gate-2: The code is scanned.", unknown, unknown, unknown,
                "gate-1: There is no command ':'; 'help' lists them.",
            ],
            Lines());
    }

    [Fact]
    public async Task Console_replies_begin_with_the_lanes_name()
    {
        Provision("gate-1", "gate-2");
        Assert.True(await RunAsync(Options(), "gate-2: info\n"));
        var lines = Lines().Where(line => line.Contains("settingsChecksum", StringComparison.Ordinal));
        Assert.StartsWith("gate-2: settingsChecksum", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_arrive_at_every_lane_and_each_lane_requests_as_its_own_device()
    {
        await using var broker = await Broker.StartAsync(Cancellation);
        await using var first = await Responder.StartAsync(broker, Cancellation, "gate-1");
        await using var second = await Responder.StartAsync(broker, Cancellation, "gate-2");
        (first.Match, second.Match) = (Decision.Admitted, Decision.NoTicket);
        await using var one = new VirtualLane("gate-1", Site.Pedestal(broker.Port, new AnyFrame(), "gate-1"));
        await using var two = new VirtualLane("gate-2", Site.Pedestal(broker.Port, new AnyFrame(), "gate-2"));
        VirtualLane[] lanes = [one, two];
        var left = 4;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        foreach (var lane in lanes)
        {
            lane.Start();
            await lane.Pedestal.WaitReadyAsync(Cancellation);
        }

        // The traffic subscribes before the test does, so that it also counts the presentation that ends the evening.
        var evening = new Traffic(PalmFolder(), 600, seed: 1).RunAsync(lanes, end.Token);
        foreach (var lane in lanes)
        {
            var ended = 0;
            lane.Ended += _ =>
            {
                if (++ended <= 2 && Interlocked.Decrement(ref left) == 0)
                {
                    end.Cancel();
                }
            };
        }

        var summary = await evening;

        Assert.Matches("^gate-1: [2-9] presentations, [1-9] admitted, p50 [0-9]+ ms, p99 [0-9]+ ms$", summary[0]);
        Assert.Matches("^gate-2: [2-9] presentations, 0 admitted, p50 ", summary[1]);
        Assert.True(first.Palms.Count >= 2 && second.Palms.Count >= 2);
        Assert.Equal(0, two.Pedestal.Gate.Openings);
    }

    [Fact]
    public async Task Quit_ends_the_guests_before_their_time()
    {
        Provision("gate-1", "gate-10", "gate-2");
        Assert.True(await RunAsync(Options() with { Guests = PalmFolder(), Seconds = 3600 }, "quit\n"));
        Assert.Equal(
            ["gate-1: 0 presentations", "gate-2: 0 presentations", "gate-10: 0 presentations"], Lines()[^3..]);
    }

    [Fact]
    public async Task Settings_are_read_from_a_file()
    {
        Provision("gate-1");
        await File.WriteAllTextAsync(PathOf("gate-1.settings.txt"), "# ours\nbudget.ms=917\nbroker.host=10.0.0.1\n", Cancellation);
        Assert.True(await RunAsync(Options() with { Settings = _folder.FullName }, "config show budget.ms\n"));
        Assert.Contains("917", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("broker 10.0.0.1:1", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("budget.ms=1", "budget.ms must be")]
    [InlineData("budget=900", "line 1: budget is not the name of a setting")]
    [InlineData("#\r\n\r\nmatch.key=12", "line 3: match.key must be 96 hexadecimal digits")]
    [InlineData("venue", "line 1: expected name=value")]
    [InlineData("=x", "line 1: expected name=value")]
    [InlineData("venue=a\nvenue=b", "line 2: venue is set a second time")]
    [InlineData(null, "cannot be read")]
    public async Task Invalid_settings_are_reported_before_anything_starts(string? line, string message)
    {
        Provision("gate-1");
        if (line != null)
        {
            await File.WriteAllTextAsync(PathOf("settings.txt"), line, Cancellation);
        }

        var refused = await Assert.ThrowsAsync<StartException>(
            () => RunAsync(Options() with { Settings = PathOf("settings.txt") }, ""));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Printed_control_characters_are_escaped()
    {
        Provision("gate-1");
        Assert.True(await RunAsync(Options(), "fault \u001b[2J\u202e\n"));
        Assert.Contains(@"There is no fault '\u001b[2J\u202e'", _output.ToString(), StringComparison.Ordinal);
    }

    string[] Lines() => _output.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n');

    string PalmFolder()
    {
        PgmFile.Write(PathOf("palm.pgm"), new GreyImage(128, 128, [.. Enumerable.Repeat((byte)120, 128 * 128)]));
        return _folder.FullName;
    }

    static LanesOptions Options() => new(
        "127.0.0.1:1", [], null, LaneMode.Entry, "none", null, null, null, null, 10, 1, null);

    Task<bool> RunAsync(LanesOptions options, string typed) => new LanesRun(
        options with { Keys = options.Keys.Count == 0 ? [_folder.FullName] : options.Keys }, new StringReader(typed), _output,
        TextWriter.Null).RunAsync(Cancellation);

    void Provision(params string[] devices)
    {
        foreach (var device in devices)
        {
            new DeviceKeys(Site.Venue, device, new byte[DeviceKey.Length], new byte[DeviceKey.Length])
                .Save(PathOf(device + ".keys.json"));
        }
    }

    string PathOf(string file) => Path.Combine(_folder.FullName, file);
}
