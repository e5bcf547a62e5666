using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Pedestal.Hal;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>A machine at the console: types lines and reads the objects up to the last one.</summary>
sealed class ScriptedConsole : IConsolePort
{
    readonly ConcurrentQueue<byte> _typed = new();
    readonly StringBuilder _printed = new();
    readonly System.Threading.Channels.Channel<string> _lines = System.Threading.Channels.Channel.CreateUnbounded<string>();

    public void Type(string text)
    {
        foreach (var c in text)
        {
            _typed.Enqueue((byte)c);
        }
    }

    public Task<List<JsonElement>> RunAsync(string line, CancellationToken cancellation)
    {
        Type(line + "\r");
        return AnswerAsync(cancellation);
    }

    public async Task<List<JsonElement>> AnswerAsync(CancellationToken cancellation)
    {
        var answer = new List<JsonElement>();
        while (answer.Count == 0 || !answer[^1].TryGetProperty("command", out _))
        {
            var line = await Eventually.DoneAsync(
                _lines.Reader.ReadAsync(cancellation).AsTask(), cancellation, $"the answer's next line after {answer.Count}");
            if (line.StartsWith('{'))
            {
                answer.Add(JsonDocument.Parse(line).RootElement);
            }
        }

        return answer;
    }

    public int TryRead() => _typed.TryDequeue(out var value) ? value : -1;

    public int Write(byte[] buffer, int offset, int count)
    {
        foreach (var value in buffer.AsSpan(offset, count))
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

        return count;
    }
}
