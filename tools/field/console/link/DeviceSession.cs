using System.Text;
using System.Text.Json;
using Pedestal.Terminal;

namespace Pedestal.ConsoleTool.Link;

/// <summary>The reply to one command.</summary>
/// <param name="Records">The objects before the last one.</param>
/// <param name="Stages">The stages of a capture.</param>
public sealed record Reply(IReadOnlyList<JsonElement> Records, IReadOnlyList<Stage> Stages);

/// <summary>The pedestal's console for programs: sends a line with <c>--json</c> and receives objects.</summary>
/// <param name="connection">The connection.</param>
/// <param name="patience">How long the pedestal may stay silent.</param>
public sealed class DeviceSession(Connection connection, TimeSpan patience)
{
    const int LongestLine = 4096;
    const int MostRecords = 10_000;
    const string Interrupt = "\x03";

    readonly StringBuilder _line = new();
    readonly Queue<string> _lines = new();
    int _noise;

    /// <summary>Stops whatever is running, and turns off echo and prompts.</summary>
    public Task<Reply> StartAsync(CancellationToken cancellation) => RunAsync("echo off", null, Interrupt, "", cancellation);

    /// <summary>Runs a command; each object and stage is reported as it arrives.</summary>
    /// <exception cref="ConsoleException">No reply, a damaged one, or a refusal.</exception>
    public Task<Reply> RunAsync(string command, Action<string>? progress, CancellationToken cancellation) =>
        RunAsync(command, progress, "", "", cancellation);

    /// <summary>Runs a command that asks for a confirmation, which is sent at once.</summary>
    public Task<Reply> RunAsync(string command, string confirmation, Action<string>? progress, CancellationToken cancellation) =>
        RunAsync(command, progress, "", confirmation + "\r", cancellation);

    async Task<Reply> RunAsync(
        string command, Action<string>? progress, string before, string after, CancellationToken cancellation)
    {
        var name = command.Split(' ')[0];
        await connection.SendAsync(Encoding.UTF8.GetBytes($"{before}{command} --json\r{after}"), cancellation);
        var records = new List<JsonElement>();
        var stages = new List<Stage>();
        var reader = new StageReader();
        while (true)
        {
            var line = await ReadLineAsync(name, cancellation);
            if (reader.IsOpen || line.StartsWith("#begin", StringComparison.Ordinal))
            {
                if (reader.Take(line) is { } stage)
                {
                    stages.Add(stage);
                    progress?.Invoke(stage.Name);
                }
            }
            else if (!TryParse(line, out var record))
            {
                _noise += line.Length > 0 ? 1 : 0;
            }
            else if (!IsEnd(record, out var ended))
            {
                records.Add(record);
                if (records.Count > MostRecords)
                {
                    throw new ConsoleException(ExitCode.Damaged, $"The reply to '{name}' does not end.");
                }

                progress?.Invoke(Describe(record));
            }
            else if (ended == name)
            {
                return record.GetProperty("ok").GetBoolean()
                    ? new Reply(records, stages)
                    : throw Refused(name, record);
            }
        }
    }

    static bool IsEnd(JsonElement record, out string? command)
    {
        command = null;
        if (!record.TryGetProperty("command", out var name) || !record.TryGetProperty("ok", out var ok)
            || name.ValueKind != JsonValueKind.String || ok.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return false;
        }

        command = name.GetString();
        return true;
    }

    static ConsoleException Refused(string command, JsonElement record)
    {
        var reason = record.TryGetProperty("error", out var error) ? error.ToString() : "no reason given";
        return new ConsoleException(ExitCode.Refused, $"'{command}' was refused: {reason}.");
    }

    static string Describe(JsonElement record) =>
        record.TryGetProperty("item", out var item) && record.TryGetProperty("result", out var result)
            ? $"{item} {result}"
            : string.Empty;

    static bool TryParse(string line, out JsonElement record)
    {
        record = default;
        return line.StartsWith('{') && UntrustedJson.TryReadObject(Encoding.Latin1.GetBytes(line), out record, out _);
    }

    async Task<string> ReadLineAsync(string command, CancellationToken cancellation)
    {
        while (_lines.Count == 0)
        {
            using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            timed.CancelAfter(patience);
            try
            {
                Cut(await connection.Received.ReadAsync(timed.Token));
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw Silent(command);
            }
            catch (System.Threading.Channels.ChannelClosedException)
            {
                throw new ConsoleException(ExitCode.Silent, $"{connection.Name}: the connection was lost during '{command}'.");
            }
        }

        return _lines.Dequeue();
    }

    ConsoleException Silent(string command) => _noise > 0 || _line.Length > 0
        ? new(ExitCode.Damaged, $"{connection.Name} sends something that is not a reply to '{command}'. "
            + "Check that it is the pedestal's console, at 115200 baud, 8 data bits, no parity.")
        : new(ExitCode.Silent, $"{connection.Name} does not reply to '{command}' within {patience.TotalSeconds:0.#} s. "
            + "Check that the pedestal is on, and that TX and RX are not swapped.");

    void Cut(byte[] piece)
    {
        foreach (var value in piece)
        {
            if (value == '\n')
            {
                _lines.Enqueue(_line.ToString().Trim());
                _line.Clear();
            }
            else if (_line.Length < LongestLine)
            {
                _line.Append((char)value);
            }
        }
    }
}
