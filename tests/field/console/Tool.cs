using System.Net;
using System.Net.Sockets;
using System.Text;
using Pedestal.ConsoleTool;
using Spectre.Console;

namespace Pedestal.Console.Tests;

/// <summary>Runs the program in this process.</summary>
static class Tool
{
    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 400;
        var code = await new CommandLine(console, errors).Create().Parse(arguments)
            .InvokeAsync(new() { Error = errors, Output = output }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}

/// <summary>A faulty device that replies to each line by a script.</summary>
sealed class ScriptedDevice : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Func<string, string?> _reply;
    readonly Task _serving;

    /// <param name="reply">The reply to a line; null hangs up.</param>
    public ScriptedDevice(Func<string, string?> reply)
    {
        _reply = reply;
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The first reply of every session, then the given one.</summary>
    public static Func<string, string?> AfterHello(Func<string, string?> reply) =>
        line => line.Contains("echo", StringComparison.Ordinal) ? "{\"command\":\"echo\",\"ok\":true}\r\n" : reply(line);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            var line = new StringBuilder();
            var buffer = new byte[256];
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                foreach (var value in buffer.AsSpan(0, read).ToArray())
                {
                    line.Append((char)value);
                    if (value != '\r')
                    {
                        continue;
                    }

                    if (_reply(line.ToString()) is not { } text)
                    {
                        return;
                    }

                    await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
                    line.Clear();
                }
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // The program disconnected, which ends the script.
        }
    }
}
