namespace Pedestal.Console.Tests;

/// <summary>Every way to find no working pedestal at the other end has a message and an exit code.</summary>
public sealed class BadConnectionTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    string File => Path.Combine(_folder.FullName, "latency.png");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_port_that_does_not_exist()
    {
        var (code, _, errors) = await Tool.RunAsync("latency", "--port", "/dev/no-such-port", "--out", File);

        Assert.Equal(3, code);
        Assert.StartsWith("/dev/no-such-port cannot be opened", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_without_a_listener()
    {
        var (code, _, errors) = await Tool.RunAsync("latency", "--tcp", "127.0.0.1:1", "--out", File);

        Assert.Equal(3, code);
        Assert.StartsWith("Cannot connect to 127.0.0.1:1", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("latency", "--tcp", "nowhere", "--out", "x.png")]
    [InlineData("latency", "--tcp", "host:0", "--out", "x.png")]
    [InlineData("latency", "--tcp", "127.0.0.1:1", "--out", "x.bmp")]
    [InlineData("latency", "--tcp", "127.0.0.1:1", "--port", "COM1", "--out", "x.png")]
    [InlineData("latency", "--out", "x.png")]
    [InlineData("capture", "--tcp", "127.0.0.1:1")]
    public async Task A_wrong_command_line(params string[] arguments)
    {
        var (code, _, errors) = await Tool.RunAsync(arguments);

        Assert.InRange(code, 1, 2);
        Assert.NotEqual("", errors);
    }

    [Fact]
    public Task A_silent_device() => FailsAsync(_ => "", 4, "does not reply to 'echo' within 0.2 s");

    [Fact]
    public Task Garbage() => FailsAsync(_ => "\u0001\u0002?? ~~\r\n", 4 + 2, "sends something that is not a reply to 'echo'");

    [Fact]
    public Task A_device_that_hangs_up() => FailsAsync(
        ScriptedDevice.AfterHello(_ => null), 4, "the connection was lost during 'latency'");

    [Fact]
    public Task A_refusal() => FailsAsync(
        ScriptedDevice.AfterHello(_ => """{"command":"latency","ok":false,"error":"not now"}""" + "\r\n"),
        5,
        "'latency' was refused: not now.");

    [Fact]
    public Task Damaged_records() => FailsAsync(
        ScriptedDevice.AfterHello(_ => "{\"stage\":7}\r\n{\"command\":\"latency\",\"ok\":true}\r\n"),
        6,
        "The reply to 'latency' is damaged");

    [Theory]
    [InlineData("#begin lit 1 3 3 352441c3", "YWJj", "#end lit", "its checksum is 352441c2, not 352441c3")]
    [InlineData("#begin lit 1 3 3 352441c2", "YWJ", "#end lit", "its 3 bytes did not all arrive")]
    [InlineData("#begin lit 1 3 3 352441c2", "YW!j", "#end lit", "its 3 bytes did not all arrive")]
    [InlineData("#begin lit 1 3 3 352441c2", "YWJj", "#end dark", "its end is missing")]
    [InlineData("#begin lit 2 3 3 352441c2", "YWJj", "#end lit", "2 x 3 cells do not fit 3 bytes")]
    [InlineData("#begin lit 999999 999999 3 352441c2", "YWJj", "#end lit", "cells do not fit 3 bytes")]
    [InlineData("#begin lit 3 3", "YWJj", "#end lit", "its first line is damaged")]
    public async Task A_damaged_transfer(string begin, string text, string end, string message)
    {
        var transfer = string.Join("\r\n", begin, text, end, "{\"command\":\"capture\",\"ok\":true}", "");
        await using var device = new ScriptedDevice(ScriptedDevice.AfterHello(line =>
            line.StartsWith("capture", StringComparison.Ordinal) ? transfer : "{\"command\":\"service\",\"ok\":true}\r\n"));

        var (code, _, errors) = await Tool.RunAsync(
            "capture", "--tcp", device.Address, "--code", "1", "--out", _folder.FullName, "--patience", "5");

        Assert.Equal(6, code);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }

    async Task FailsAsync(Func<string, string?> reply, int expected, string message)
    {
        await using var device = new ScriptedDevice(reply);

        var (code, _, errors) = await Tool.RunAsync("latency", "--tcp", device.Address, "--out", File, "--patience", "0.2");

        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.Equal(expected, code);
        Assert.False(System.IO.File.Exists(File));
    }
}
