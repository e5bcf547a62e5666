using System.Text;
using Pedestal.ConsoleTool;
using Pedestal.ConsoleTool.Link;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;
using Pedestal.Phantom;
using Pedestal.Protocol;
using Pedestal.VirtualPedestal;
using SkiaSharp;
using Xunit.Sdk;
using Xunit.v3;

// Each test has its own pedestal and mostly waits for it.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]

namespace Pedestal.Console.Tests;

/// <summary>The program against a virtual pedestal over TCP, with a phantom hand over its camera.</summary>
public sealed class EndToEndTests : IAsyncLifetime
{
    const string Code = "471100";
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    readonly Site _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_capture_becomes_a_picture_for_each_stage()
    {
        var (code, output, errors) = await Tool.RunAsync(
            "capture", "--tcp", _site.Address, "--code", Code, "--out", _folder.FullName);

        Assert.Equal(("", 0), (errors, code));
        Assert.Contains("extraction ok: 10 pictures", output, StringComparison.Ordinal);
        Assert.Equal(
            ["01-lit.png", "02-dark.png", "03-difference.png", "04-pose.png", "05-outline.png", "06-region.png",
                "07-response-0.png", "08-response-1.png", "09-response-2.png", "10-template.png"],
            _folder.GetFiles().Select(f => f.Name).Order());
        using var lit = SKBitmap.Decode(Path.Combine(_folder.FullName, "01-lit.png"));
        Assert.Equal((512, 512), (lit.Width, lit.Height));

        // The picture equals the hand over the camera, apart from sensor noise.
        var away = Enumerable.Range(0, 128 * 128).Average(
            i => Math.Abs(lit.GetPixel(4 * (i % 128), 4 * (i / 128)).Red - _site.Hand[i]));
        Assert.InRange(away, 0, 2);
    }

    [Fact]
    public async Task A_wrong_code_is_refused()
    {
        var (code, _, errors) = await Tool.RunAsync(
            "capture", "--tcp", _site.Address, "--code", "0000", "--out", _folder.FullName);

        Assert.Equal(5, code);
        Assert.Equal("'service' was refused: wrong code.", errors.Trim());
    }

    [Theory]
    [InlineData("latency.png", "\u0089PNG")]
    [InlineData("latency.svg", "<?xml")]
    public async Task Latency_becomes_a_plot(string file, string begins)
    {
        var path = Path.Combine(_folder.FullName, "plots", file);

        var (code, output, errors) = await Tool.RunAsync("latency", "--tcp", _site.Address, "--out", path);

        Assert.Equal(("", 0), (errors, code));
        Assert.Contains("attempts in", output, StringComparison.Ordinal);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.StartsWith(begins, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_contains_everything_for_the_handover_and_no_secret()
    {
        var path = Path.Combine(_folder.FullName, "report.html");

        // Without a broker one item fails, and the exit code shows it.
        var (code, output, errors) = await Tool.RunAsync(
            "report", "--tcp", _site.Address, "--code", Code, "--gate", "--technician", "A. <Lovelace>", "--out", path);

        Assert.Equal(("", 1), (errors, code));
        Assert.Equal(["broker"], output.Split('\n').Where(line => line.Contains(": fail", StringComparison.Ordinal)).Select(line => line.Split(':')[0].Trim()));
        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        foreach (var part in new[]
        {
            "Commissioning report: gate-1", "1 failed, 2 skipped", "A. &lt;Lovelace&gt;",
            "pulse of ", "settings checksum", "palm.nearest-mm", "Technician", "Signature",
            "result of the extraction: <b>ok</b>",
        })
        {
            Assert.Contains(part, page, StringComparison.Ordinal);
        }

        // The page begins with the verdict.
        Assert.StartsWith("<h1 class=\"verdict fail\">&#10007; Failed: gate-1 cannot serve yet (broker",
            page.Split("<body>")[1].TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain(Code, page.Split("data:image")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Piped_lines_are_typed_and_the_replies_printed()
    {
        await using var connection = await Connection.OpenTcpAsync(_site.Address, TestContext.Current.CancellationToken);
        var screen = new MemoryStream();

        await new Interactive(connection, screen).RunAsync(new StringReader("info\n"), TestContext.Current.CancellationToken);

        Assert.Contains("settingsChecksum", Encoding.ASCII.GetString(screen.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_connection_is_told_that_the_line_is_busy()
    {
        await using var first = await Connection.OpenTcpAsync(_site.Address, TestContext.Current.CancellationToken);
        await first.SendAsync("time\r"u8.ToArray(), TestContext.Current.CancellationToken);
        await first.Received.ReadAsync(TestContext.Current.CancellationToken);

        await using var second = await Connection.OpenTcpAsync(_site.Address, TestContext.Current.CancellationToken);

        var reply = await second.Received.ReadAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("busy: ", Encoding.ASCII.GetString(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_sent_as_a_terminal_sends_them()
    {
        Assert.Equal("\x1b[A", Encoding.ASCII.GetString(Interactive.Bytes(new('\0', ConsoleKey.UpArrow, false, false, false))));
        Assert.Equal("a", Encoding.ASCII.GetString(Interactive.Bytes(new('a', ConsoleKey.A, false, false, false))));
        Assert.Equal("\x03", Encoding.ASCII.GetString(Interactive.Bytes(new('\x03', ConsoleKey.C, false, false, true))));
        Assert.True(Interactive.IsLeave(new('\0', ConsoleKey.D5, false, false, true)));
        Assert.False(Interactive.IsLeave(new('5', ConsoleKey.D5, false, false, false)));
        Assert.Empty(Interactive.Bytes(new('\0', ConsoleKey.F5, false, false, false)));
    }

    /// <summary>A pedestal without a broker.</summary>
    sealed class Site : IAsyncDisposable
    {
        readonly TcpConsole _console = new(0);
        global::Pedestal.VirtualPedestal.VirtualPedestal _pedestal = null!;

        public string Address => $"127.0.0.1:{_console.Port}";

        public byte[] Hand { get; } = DrawHand();

        public async ValueTask InitializeAsync()
        {
            var key = new DeviceKey(new byte[DeviceKey.Length]);
            _pedestal = new(new VirtualPedestalOptions
            {
                Venue = "demo", Device = "gate-1", MatchKey = key, TicketKey = key, BrokerPort = 1, ServiceCode = Code,
                Console = _console,

                // Not faster than a real one: a busy PC's pauses, several times as long, would be faults of camera, light and gate.
                Time = new RealTime(),
            });
            _pedestal.Start();

            // A little too far away to count as a guest.
            _pedestal.ShowPalm(new FrameScene(Hand), 150);
            await _pedestal.WaitForAsync(Hal.Indication.ComeCloser, TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await _pedestal.DisposeAsync();
            _console.Dispose();
        }

        static byte[] DrawHand()
        {
            var hand = new PhantomHand(1, 0);
            var random = hand.CaptureRandom(0);
            return PhantomRenderer.Render(hand, CapturePose.Draw(random, Difficulty.Default), random);
        }
    }
}
