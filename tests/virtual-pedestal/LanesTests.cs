using Pedestal.Core.Protocol;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Phantom;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>Many lanes in one process.</summary>
public sealed class LanesTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lanes-");
    readonly StringWriter _output = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Keys_are_taken_from_files_and_folders_but_not_the_services()
    {
        Provision("gate-10", "gate-2");
        new KeyRing(Site.Venue).Save(PathOf("matcher.keys.json"));
        new KeyRing(Site.Venue).Save(PathOf("fleet.keys.json"));
        Assert.Equal(["gate-2", "gate-10"], LaneKeys.Load([_folder.FullName], null).Select(keys => keys.Device));
        Assert.Equal(["gate-2"], LaneKeys.Load([_folder.FullName], 1).Select(keys => keys.Device));
        Assert.Equal(["gate-2"], LaneKeys.Load([PathOf("gate-2.keys.json")], null).Select(keys => keys.Device));
    }

    [Theory]
    [InlineData("--lanes 3 needs as many key files, and there are 2", "--lanes", "3")]
    [InlineData("Two key files are of demo/gate-1", "--keys", "gate-1.keys.json")]
    [InlineData("too high for so many lanes", "--console-port", "65535")]
    [InlineData("--guests: ", "--guests", "no-such-folder")]
    [InlineData("has no .pgm picture", "--guests", ".")]
    public async Task What_cannot_start_says_why_and_starts_nothing(string says, string option, string value)
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
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task A_line_is_for_the_lane_it_names_for_all_or_for_the_first()
    {
        await using var first = new VirtualLane("gate-1", Site.Pedestal(1, new AnyFrame()));
        await using var second = new VirtualLane("gate-2", Site.Pedestal(1, new AnyFrame()));
        var input = new StringReader("fault wedged\ngate-2: scan CODE\n*: lift\ngate-3: lift\nquit\n");
        Assert.True(await new Session([first, second], input, _output, TextWriter.Null).RunAsync(Cancellation));
        Assert.Equal(
            [
                "gate-1: The camera has the fault wedged.", "gate-2: The code is scanned.", "gate-1: The palm is gone.",
                "gate-2: The palm is gone.", "gate-1: There is no command 'gate-3:'; 'help' lists them.",
            ],
            _output.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public async Task Guests_come_to_every_lane_and_are_counted()
    {
        Provision("gate-1", "gate-2");
        PgmFile.Write(PathOf("palm.pgm"), new GreyImage(128, 128, [.. Enumerable.Repeat((byte)120, 128 * 128)]));
        Assert.True(await RunAsync(Options() with { Guests = _folder.FullName, Rate = 600, Seconds = 6 }, ""));
        var lines = _output.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.Matches("^gate-1: [1-9][0-9]* presentations, 0 admitted, p50 [0-9]+ ms, p99 [0-9]+ ms$", lines[^2]);
        Assert.StartsWith("gate-2: ", lines[^1], StringComparison.Ordinal);
    }

    static LanesOptions Options() => new(
        "127.0.0.1:1", [], null, Core.LaneMode.Entry, "none", null, null, null, null, 10, 1, null);

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
