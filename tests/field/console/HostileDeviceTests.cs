using System.Net;
using System.Net.Sockets;
using Pedestal.ConsoleTool;
using Pedestal.ConsoleTool.Link;

namespace Pedestal.Console.Tests;

/// <summary>Whatever the device sends, the program ends with a reason, writes only where told to, and protects the terminal.</summary>
public sealed class HostileDeviceTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_text_of_a_refusal_is_shown_with_control_characters_escaped()
    {
        var (code, _, errors) = await RunAsync("latency", """{"command":"latency","ok":false,"error":"\u001b[2J\u202eno"}""" + "\r\n");

        Assert.Equal(5, code);
        Assert.Contains(@"\u001b[2J\u202eno", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(errors, c => char.IsControl(c) && c is not ('\r' or '\n'));
    }

    [Theory]
    [InlineData("""{"stage":"total","count":1,"p50Us":1,"p95Us":1,"longestUs":1,"upTo":1}""")]
    [InlineData("""{"stage":"total","count":1,"p50Us":1,"p95Us":1,"longestUs":1,"upTo99999999999999999999Us":1e99}""")]
    [InlineData("""{"stage":{},"count":1,"p50Us":1,"p95Us":1,"longestUs":1}""")]
    public async Task An_invalid_record_ends_the_command_with_a_reason(string record)
    {
        var (code, _, errors) = await RunAsync("latency", record + "\r\n{\"command\":\"latency\",\"ok\":true}\r\n");

        Assert.Equal(6, code);
        Assert.Contains("The reply to 'latency' is damaged", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"command":"latency","ok":true,"ok":false}""")]
    [InlineData("""{"command":"latency","ok":true,"x":"\ud800"}""")]
    [InlineData("""{"command":"latency","ok":true,"x":1e999}""")]
    public async Task An_ambiguous_object_is_rejected(string record)
    {
        var (code, _, errors) = await RunAsync("latency", record + "\r\n");

        Assert.Equal(6, code);
        Assert.Contains("sends something that is not a reply", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../escaped", "its first line is damaged")]
    [InlineData("Lit", "its first line is damaged")]
    public async Task A_picture_name_cannot_be_a_path(string name, string says)
    {
        var text = $"#begin {name} 1 3 3 352441c2\r\nYWJj\r\n#end {name}\r\n{{\"command\":\"capture\",\"ok\":true}}\r\n";
        var (code, _, errors) = await RunAsync("capture", text, "--code", "1");

        Assert.Equal(6, code);
        Assert.Contains(says, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"extraction":"ok","centreX256":"a","centreY256":1,"axisX1024":1,"axisY1024":1,"breadth256":1}""", "not a number")]
    [InlineData("""{"extraction":"ok","centreX256":1,"centreY256":1,"axisX1024":1,"axisY1024":1,"breadth256":1}""", "the picture for the pose is missing")]
    public async Task A_pose_without_its_numbers_or_its_picture_counts_as_damaged(string record, string says)
    {
        var text = record + "\r\n#begin outline 1 3 3 352441c2\r\nYWJj\r\n#end outline\r\n{\"command\":\"capture\",\"ok\":true}\r\n";
        var (code, _, errors) = await RunAsync("capture", text, "--code", "1");

        Assert.Equal(6, code);
        Assert.Contains(says, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_received_while_typing_cannot_control_the_terminal()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var connection = await Connection.OpenTcpAsync(
            $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", TestContext.Current.CancellationToken);
        using (var device = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
        {
            await device.GetStream().WriteAsync("ok\u001b[2J\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        using var screen = new MemoryStream();
        await new Interactive(connection, screen).RunAsync(new StringReader("help"), TestContext.Current.CancellationToken);

        Assert.Equal("ok\\x1b[2J\r\n", System.Text.Encoding.ASCII.GetString(screen.ToArray()));
    }

    async Task<(int Code, string Output, string Errors)> RunAsync(string command, string text, params string[] more)
    {
        await using var device = new ScriptedDevice(ScriptedDevice.AfterHello(line =>
            line.StartsWith(command, StringComparison.Ordinal) ? text : "{\"command\":\"service\",\"ok\":true}\r\n"));
        var target = command == "latency" ? Path.Combine(_folder.FullName, "latency.png") : _folder.FullName;
        var result = await Tool.RunAsync([command, "--tcp", device.Address, "--out", target, "--patience", "0.5", .. more]);
        Assert.Empty(_folder.GetFileSystemInfos());
        return result;
    }
}
