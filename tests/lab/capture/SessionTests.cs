using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Capture.Store;
using Pedestal.Core.Settings;
using Pedestal.Evaluate;
using Pedestal.Hal;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;
using Pedestal.Phantom;
using Pedestal.Protocol;
using Pedestal.VirtualPedestal;
using Spectre.Console;

namespace Pedestal.Capture.Tests;

/// <summary>The program with a virtual pedestal in capture mode at its console.</summary>
public sealed class SessionTests : IDisposable
{
    const string Code = "471100";
    readonly TestFolder _folder = new();
    readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_people_who_agree_become_an_evaluation_of_their_captures()
    {
        await MakeAsync();
        using var console = new TcpConsole(0);
        await using var pedestal = await StartAsync(console);
        for (var subject = 1; subject <= 2; subject++)
        {
            var (hand, presentation) = (new PhantomHand(3, subject), 0);
            var person = new Person(
                () => pedestal.ShowPalm(new FrameScene(PhantomRenderer.Render(hand, presentation++, Difficulty.Easy), (uint)presentation)),
                pedestal.RemovePalm);
            var (code, errors) = await RunAsync(person, "I agree\n", "record", Store, "--key", Keys, "--subject", $"P0{subject}",
                "--tcp", $"127.0.0.1:{console.Port}", "--code", Code, "--hand", "left", "--presentations", "3");

            Assert.Equal((0, ""), (code, errors));
            Assert.Contains("Your pseudonym: P0", person.Read, StringComparison.Ordinal);
        }

        Assert.Equal(0, pedestal.Parts.Turnstile.Unlocks);
        var (exit, output, problems) = Evaluate();
        Assert.Equal((0, ""), (exit, problems));

        // On a busy machine a hand comes or goes within a capture now and then, which gives no template.
        Assert.Contains(" rank1=100.000% ", output, StringComparison.Ordinal);
        Assert.Matches(@"\nCaptured hands: BPCER 0\.000% \(.*\); of [4-6] captures\n", output);
    }

    [Fact]
    public async Task Who_does_not_agree_is_not_captured()
    {
        await MakeAsync();
        using var console = new TcpConsole(0);
        var person = new Person(() => Assert.Fail("Nobody is asked for a palm."), () => { });
        var (code, errors) = await RunAsync(person, "no\n", "record", Store, "--key", Keys, "--subject", "P01",
            "--tcp", $"127.0.0.1:{console.Port}", "--code", Code);

        Assert.Equal((0, ""), (code, errors));
        Assert.EndsWith("Nothing is captured.\n", person.Read, StringComparison.Ordinal);
        Assert.Equal(0, console.Clients);
        Assert.Empty(Open().Subjects);
    }

    [Fact]
    public async Task A_connection_that_is_cut_within_a_capture_leaves_nothing_of_it()
    {
        await MakeAsync();
        var parts = Pictures.Sealed(Pictures.Any(), 1);
        await using var device = new CutDevice([.. parts.Take(20)]);
        var (code, errors) = await RunAsync(new Person(() => { }, () => { }), "I AGREE\n", "record", Store, "--key", Keys, "--subject", "P01",
            "--tcp", device.Address, "--code", Code);

        Assert.Equal(4, code);
        Assert.Contains("the connection was lost during 'record'", errors, StringComparison.Ordinal);
        Assert.Empty(Open().CapturesOf("P01"));
    }

    [Fact]
    public async Task A_pedestal_with_another_key_gives_no_capture()
    {
        await MakeAsync();
        using var console = new TcpConsole(0);
        await using var pedestal = await StartAsync(console, new string('5', 96));
        var person = new Person(() => pedestal.ShowPalm(new FrameScene(PhantomRenderer.Render(new PhantomHand(3, 1), 0, Difficulty.Easy))), () => { });
        var (code, errors) = await RunAsync(person, "I AGREE\n", "record", Store, "--key", Keys, "--subject", "P01",
            "--tcp", $"127.0.0.1:{console.Port}", "--code", Code);

        Assert.Equal(6, code);
        Assert.Contains("not sealed under this evaluation's key", errors, StringComparison.Ordinal);
        Assert.Empty(Open().CapturesOf("P01"));
    }

    [Fact]
    public async Task A_person_withdraws_and_the_others_stay()
    {
        var key = await MakeAsync();
        foreach (var subject in new[] { "P01", "P02" })
        {
            Open().Agree(subject, key);
            Open().Add(new CaptureLabel(subject, Hand.Left, 1, 1), Pictures.Any(), key);
        }

        Assert.Equal((0, ""), await RunAsync(TextWriter.Null, "", "withdraw", Store, "--subject", "P01"));
        Assert.Equal(["P02"], Open().Subjects);
        var (code, errors) = await RunAsync(TextWriter.Null, "", "withdraw", Store, "--subject", "P01");
        Assert.Equal(2, code);
        Assert.Contains("There is nothing of P01", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_erases_what_is_past_its_date_and_evaluate_does_too()
    {
        var key = await MakeAsync();
        _time.SetUtcNow(DateTimeOffset.UtcNow.AddDays(1));
        Open().Agree("P01", key);
        Open().Add(new CaptureLabel("P01", Hand.Left, 1, 1), Pictures.Any(), key);
        _time.Advance(TimeSpan.FromDays(181));
        var list = new StringWriter();
        Assert.Equal((0, ""), await RunAsync(list, "", "list", Store));
        Assert.Equal("", list.ToString());
        Assert.Contains("has no captures", Evaluate().Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("record", "STORE", "--key", "K", "--subject", "../P01", "--tcp", "127.0.0.1:1", "--code", "1")]
    [InlineData("record", "STORE", "--key", "K", "--subject", "P01", "--code", "1")]
    [InlineData("record", "STORE", "--key", "K", "--subject", "P01", "--tcp", "127.0.0.1:1", "--code", "1", "--presentations", "0")]
    [InlineData("new", "STORE", "--key", "K", "--keep-days", "0")]
    [InlineData("withdraw", "STORE")]
    [InlineData("list", "no-such-folder")]
    public async Task A_wrong_command_line_is_explained(params string[] arguments)
    {
        var (code, errors) = await RunAsync(TextWriter.Null, "", [.. arguments.Select(a => a == "STORE" ? Store : a)]);
        Assert.InRange(code, 1, 2);
        Assert.NotEqual("", errors);
    }

    string Store => _folder.PathOf("store");

    string Keys => _folder.PathOf("keys.json");

    EvaluationStore Open() => EvaluationStore.Open(new DirectoryInfo(Store), _time);

    async Task<EvaluationKey> MakeAsync()
    {
        var output = new StringWriter();
        Assert.Equal((0, ""), await RunAsync(output, "", "new", Store, "--key", Keys));
        var key = EvaluationKey.Load(new FileInfo(Keys));
        Assert.Contains($"config set capture.key {key.Setting}", output.ToString(), StringComparison.Ordinal);
        return key;
    }

    async Task<(int Code, string Errors)> RunAsync(TextWriter output, string typed, params string[] arguments)
    {
        var errors = new StringWriter();
        var code = await new CommandLine(new StringReader(typed), output, errors, _time).Create().Parse(arguments)
            .InvokeAsync(new() { Error = errors, Output = output }, TestContext.Current.CancellationToken);
        return (code, errors.ToString());
    }

    /// <summary>A pedestal in capture mode without a broker; its time passes faster while pictures cross the cable.</summary>
    async Task<VirtualPedestal.VirtualPedestal> StartAsync(TcpConsole console, string? key = null)
    {
        var none = new DeviceKey(new byte[DeviceKey.Length]);
        var time = new RealTime { Speed = 4 };
        var pedestal = new VirtualPedestal.VirtualPedestal(new VirtualPedestalOptions
        {
            Venue = "demo", Device = "gate-1", Mode = LaneMode.Capture, MatchKey = none, TicketKey = none, BrokerPort = 1, ServiceCode = Code,
            Console = console, Time = time,
            Settings = new Dictionary<string, string> { [SettingNames.CaptureKey] = key ?? EvaluationKey.Load(new FileInfo(Keys)).Setting },
        });
        pedestal.Shown += shown => time.Speed = shown == Indication.StoringPictures ? 16 : 4;
        pedestal.Start();
        await pedestal.WaitForAsync(Indication.StoringPictures, TestContext.Current.CancellationToken);
        return pedestal;
    }

    (int Code, string Output, string Errors) Evaluate()
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output),
        });
        var code = EvaluateCommand.Run(
            new EvaluateOptions
            {
                Images = new DirectoryInfo(Store), CaptureKey = new FileInfo(Keys), Gallery = ["1-1", "1-2"], Probes = ["1-3"], LeftOut = 0.2,
                Threads = 2, Output = new DirectoryInfo(_folder.PathOf("report")),
            },
            screen, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    /// <summary>Sends part of a capture and hangs up.</summary>
    sealed class CutDevice : IAsyncDisposable
    {
        readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        readonly Task _serving;

        public CutDevice(byte[][] parts)
        {
            _listener.Start();
            _serving = ServeAsync(parts);
        }

        public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
        }

        async Task ServeAsync(byte[][] parts)
        {
            using var client = await AcceptAsync();
            if (client is null)
            {
                return;
            }

            await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            foreach (var command in new[] { "echo", "service" })
            {
                ReadLine(client.GetStream());
                await writer.WriteLineAsync($$"""{"command":"{{command}}","ok":true}""");
            }

            ReadLine(client.GetStream());
            foreach (var part in parts)
            {
                await writer.WriteLineAsync($"#begin sealed {part.Length} 1 {part.Length} {Crc32.Of(part, 0, part.Length):x8}");
                await writer.WriteLineAsync(Convert.ToBase64String(part));
                await writer.WriteLineAsync("#end sealed");
            }
        }

        async Task<TcpClient?> AcceptAsync()
        {
            try
            {
                return await _listener.AcceptTcpClientAsync();
            }
            catch (SocketException)
            {
                // The test is over and nobody has connected.
                return null;
            }
        }

        static void ReadLine(NetworkStream stream)
        {
            while (stream.ReadByte() is not ('\r' or -1))
            {
            }
        }
    }
}
