using CsCheck;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Messaging;
using Pedestal.Pictures;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.VirtualPedestal.Tests;

public sealed class ConsoleTests : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    readonly VirtualPedestal _pedestal = Site.Pedestal(brokerPort: 1, new AnyFrame());

    Commands Commands => new(_pedestal);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _pedestal.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("jump", "There is no command 'jump'")]
    [InlineData("palm", "'palm' needs an argument")]
    [InlineData("scan", "'scan' needs an argument")]
    [InlineData("fault", "'fault' needs an argument")]
    [InlineData("send", "'send' needs an argument")]
    [InlineData(@"send T-1\xZ", "A backslash must be followed by")]
    [InlineData(@"send \x02]Q1T-1\x03\t", "The bytes are sent")]
    [InlineData("lift it", "'lift' takes no argument")]
    [InlineData("palm no-such.pgm", "no-such.pgm cannot be read")]
    [InlineData("palm no-such.pgm 0", "A palm hovers at 1 to 1000 mm, not at 0")]
    [InlineData("palm \0", "\0 cannot be read")]
    [InlineData("scan caf\u00e9", "A code consists of printable ASCII")]
    [InlineData("fault tired", "There is no fault 'tired'; the camera's faults are none, wrong-id")]
    public void Bad_input_gets_a_reply_of_one_line(string line, string reply)
    {
        var actual = Commands.Execute(line);

        Assert.StartsWith(reply, actual);
        Assert.DoesNotContain('\n', actual);
        Assert.Equal(CameraFault.None, _pedestal.Fault);
    }

    [Fact]
    public void A_picture_must_be_readable_and_large_enough()
    {
        var small = Path.Combine(_folder.FullName, "small.pgm");
        PgmFile.Write(small, new GreyImage(12, 32, new byte[12 * 32]));
        var text = Path.Combine(_folder.FullName, "a text.pgm");
        File.WriteAllText(text, "no picture");
        var good = Path.Combine(_folder.FullName, "a palm.pgm");
        PgmFile.Write(good, new GreyImage(PalmFrame.Side, PalmFrame.Side, new byte[PalmFrame.Side * PalmFrame.Side]));

        Assert.Contains("is 12 x 32 pixels, too few to show a palm", Commands.Execute($"palm {small}"));
        Assert.Contains("a text.pgm is not a readable picture: it is something else", Commands.Execute($"palm {text}"));
        Assert.Equal("The palm is at 90 mm.", Commands.Execute($"palm {good}"));
        Assert.Equal("The palm is at 75 mm.", Commands.Execute($"palm {good} 75"));
    }

    [Fact]
    public void No_line_makes_it_throw()
    {
        string[] commands = ["", "palm ", "scan ", "send ", "fault ", "lift ", "status ", "help "];
        Gen.Select(Gen.Int[0, commands.Length - 1], Gen.String)
            .Sample((command, argument) => Assert.NotNull(Commands.Execute(commands[command] + argument)));
    }

    [Fact]
    public void Every_fault_can_be_set_and_is_shown()
    {
        foreach (var name in CameraFaultName.All)
        {
            Commands.Execute("fault " + name);

            Assert.Equal(name, CameraFaultName.Of(_pedestal.Fault));
            Assert.Contains($"camera fault {name}, broker not connected", Commands.Execute("status"));
        }
    }

    [Fact]
    public void An_outcome_is_one_line_with_its_stages()
    {
        var admitted = new PresentationOutcome(
            7, EntryWay.Palm, Decision.Admitted, OutcomeReason.None, CameraStatus.Ok, ExtractionStatus.Ok,
            [100, 350_200, 12_000, 300, 8_000, 3_000, 5_000, 40], 380_000);
        var broken = admitted with
        {
            Decision = Decision.None, Reason = OutcomeReason.CameraFailed, Camera = CameraStatus.Wedged,
        };

        Assert.Equal(
            "palm admitted in 380.0 ms: presence 0.1, capture 350.2, extract 12.0, seal 0.3, network 8.0, match 3.0, "
            + "ticket 5.0, gate 0.0",
            OutcomeLine.Of(admitted));
        Assert.StartsWith("palm camera-failed (wedged) in 380.0 ms: ", OutcomeLine.Of(broken));
    }

    [Fact]
    public async Task A_session_replies_until_quit()
    {
        var output = new StringWriter();
        var input = new StringReader("lift\n\n  quit \nstatus\n");

        var ended = await new Session([new VirtualLane(Site.Device, _pedestal)], input, output, TextWriter.Null)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.True(ended);
        Assert.Equal("The palm is gone." + Environment.NewLine, output.ToString());
    }

    [Fact]
    public async Task The_console_replies_to_all_typed_lines_before_the_session_ends()
    {
        var output = new StringWriter();
        var console = new TextConsole(output);
        await using var pedestal = new VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = Site.Venue, Device = Site.Device, MatchKey = Site.MatchKey, TicketKey = Site.TicketKey, BrokerPort = 1,
            Console = console,
        });
        pedestal.Start();
        await pedestal.WaitStartedAsync(TestContext.Current.CancellationToken);

        await new Session(
                [new VirtualLane(Site.Device, pedestal, console)],
                new StringReader("help\nselftest reader\nlift\nsend T-1\ninfo\n"), output, TextWriter.Null)
            .RunAsync(TestContext.Current.CancellationToken);

        string[] parts =
        [
        "palm FILE", "factory-reset", "1 passed, 0 failed", "The palm is gone.", "The bytes are sent.", "settingsChecksum",
        ];
        foreach (var part in parts)
        {
            Assert.Contains(part, output.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_session_whose_input_fails_reports_why()
    {
        var errors = new StringWriter();

        var ended = await new Session([new VirtualLane(Site.Device, _pedestal)], new BrokenInput(), TextWriter.Null, errors)
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.False(ended);
        Assert.Equal("The input cannot be read any more: unplugged" + Environment.NewLine, errors.ToString());
    }

    [Theory]
    [InlineData("--keys", "k.json", "--mode", "out")]
    [InlineData("--keys", "k.json", "--camera-fault", "tired")]
    [InlineData("--broker", "127.0.0.1:1883")]
    [InlineData("--keys", "k.json", "--service-code", "caf\u00e9")]
    public void Invalid_options_are_rejected(params string[] arguments) =>
        Assert.NotEmpty(CommandLine.Create().Parse(arguments).Errors);

    [Theory]
    [InlineData("nowhere")]
    [InlineData(":1883")]
    [InlineData("host:0")]
    [InlineData("host:70000")]
    public async Task It_does_not_start_without_a_valid_broker(string broker)
    {
        var keys = Path.Combine(_folder.FullName, "keys.json");
        new DeviceKeys(Site.Venue, Site.Device, new byte[DeviceKey.Length], new byte[DeviceKey.Length]).Save(keys);

        Assert.Equal(CommandLine.Usage, await RunAsync("--keys", keys, "--broker", broker));
    }

    [Fact]
    public async Task It_does_not_start_without_keys() =>
        Assert.Equal(CommandLine.Usage, await RunAsync("--keys", Path.Combine(_folder.FullName, "missing.json")));

    static Task<int> RunAsync(params string[] arguments) =>
        CommandLine.Create().Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    sealed class BrokenInput : TextReader
    {
        public override Task<string?> ReadLineAsync() => throw new IOException("unplugged");
    }
}
