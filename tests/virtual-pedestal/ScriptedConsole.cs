using System.Text;
using System.Text.Json;
using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>A program at the console: it types lines and reads the JSON objects of each reply.</summary>
sealed class ScriptedConsole : IUartChip
{
    readonly StringBuilder _printed = new();
    readonly System.Threading.Channels.Channel<string> _lines = System.Threading.Channels.Channel.CreateUnbounded<string>();
    UartLine? _line;

    public void Connect(UartLine line)
    {
        line.BaudRate = ConsoleCable.BaudRate;
        _line = line;
    }

    public void Type(string text) => _line!.Send(Encoding.Latin1.GetBytes(text));

    public Task<List<JsonElement>> RunAsync(string line, CancellationToken cancellation)
    {
        Type(line + "\r");
        return ReplyAsync(cancellation);
    }

    public async Task<List<JsonElement>> ReplyAsync(CancellationToken cancellation)
    {
        var reply = new List<JsonElement>();
        while (reply.Count == 0 || !reply[^1].TryGetProperty("command", out _))
        {
            var line = await Eventually.DoneAsync(
                _lines.Reader.ReadAsync(cancellation).AsTask(), cancellation, $"the reply's next line after {reply.Count}");
            if (line.StartsWith('{'))
            {
                reply.Add(JsonDocument.Parse(line).RootElement);
            }
        }

        return reply;
    }

    public void Receive(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (value == '\n')
            {
                _lines.Writer.TryWrite(_printed.ToString().Trim());
                _printed.Clear();
            }
            else
            {
                _printed.Append((char)value);
            }
        }
    }
}
