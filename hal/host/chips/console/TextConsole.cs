using System.Text;
using System.Text.RegularExpressions;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A technician's cable between lines of text, such as the standard input, and a writer. The person typing sees the text already,
/// so this turns the console's echo off at the first prompt after each start; after that the console sends no prompts. Thread-safe.
/// </summary>
/// <param name="output">Where the console's replies go.</param>
public sealed partial class TextConsole(TextWriter output) : IUartChip
{
    const string EchoOff = "echo off\r";
    readonly Lock _lock = new();
    readonly Queue<string> _typed = new();
    readonly StringBuilder _received = new();
    UartLine? _line;
    bool _isEchoOff;
    bool _isEchoOffSent;

    /// <summary>Whether typed lines still wait for the console to start.</summary>
    public bool IsPending
    {
        get
        {
            lock (_lock)
            {
                return _typed.Count > 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Connect(UartLine line)
    {
        line.BaudRate = ConsoleCable.BaudRate;
        _line = line;
    }

    /// <summary>Types a line and Enter as soon as the console is ready.</summary>
    public void Type(string line)
    {
        lock (_lock)
        {
            _typed.Enqueue(line + "\r");
            SendTyped();
        }
    }

    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _received.Append(Encoding.Latin1.GetString(bytes));
            if (!_isEchoOff)
            {
                TurnEchoOff();
            }

            if (!_isEchoOff)
            {
                return;
            }

            SendTyped();
            var text = _received.ToString();
            _received.Clear();

            // A prompt means that the console has restarted.
            var prompt = Prompt().Match(text);
            output.Write((prompt.Success ? text[..prompt.Index] : text).Replace("\r\n", "\n", StringComparison.Ordinal));
            if (prompt.Success)
            {
                (_isEchoOff, _isEchoOffSent) = (false, false);
                _received.Append(prompt.Value);
                TurnEchoOff();
            }
        }
    }

    /// <summary>Turns the echo off; it is off once the console has echoed that command.</summary>
    void TurnEchoOff()
    {
        var text = _received.ToString();
        if (!_isEchoOffSent && Prompt().IsMatch(text))
        {
            _isEchoOffSent = true;
            _line?.Send(Encoding.ASCII.GetBytes(EchoOff));
        }

        var end = text.IndexOf(EchoOff + "\n", StringComparison.Ordinal);
        if (_isEchoOffSent && end >= 0)
        {
            _isEchoOff = true;
            _received.Remove(0, end + EchoOff.Length + 1);
        }
    }

    void SendTyped()
    {
        while (_isEchoOff && _typed.TryDequeue(out var line))
        {
            _line?.Send(Encoding.UTF8.GetBytes(line));
        }
    }

    [GeneratedRegex(@"(?<=^|\n|\r)[\w.-]+( service)?> $")]
    private static partial Regex Prompt();
}
