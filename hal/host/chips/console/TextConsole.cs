using System.Text;
using System.Text.RegularExpressions;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// A technician's cable from lines of text, such as those of the standard input, to a writer. What is typed has been seen already, so
/// it turns the console's echo off at each prompt, of which there are none after that. Thread-safe.
/// </summary>
/// <param name="output">Where the answers go.</param>
public sealed partial class TextConsole(TextWriter output) : IUartChip
{
    const string EchoOff = "echo off\r";
    readonly Lock _lock = new();
    readonly Queue<string> _typed = new();
    readonly StringBuilder _received = new();
    UartLine? _line;
    bool _isQuiet;
    bool _isAsked;

    /// <summary>Whether something typed waits for the console to come up.</summary>
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

    /// <summary>Types a line and Enter, once the console listens.</summary>
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
            if (!_isQuiet)
            {
                Silence();
            }

            if (!_isQuiet)
            {
                return;
            }

            SendTyped();
            var text = _received.ToString();
            _received.Clear();

            // It has started anew.
            var prompt = Prompt().Match(text);
            output.Write((prompt.Success ? text[..prompt.Index] : text).Replace("\r\n", "\n", StringComparison.Ordinal));
            if (prompt.Success)
            {
                (_isQuiet, _isAsked) = (false, false);
                _received.Append(prompt.Value);
                Silence();
            }
        }
    }

    /// <summary>Turns the echo off, and takes it for done when that has been echoed for the last time.</summary>
    void Silence()
    {
        var text = _received.ToString();
        if (!_isAsked && Prompt().IsMatch(text))
        {
            _isAsked = true;
            _line?.Send(Encoding.ASCII.GetBytes(EchoOff));
        }

        var end = text.IndexOf(EchoOff + "\n", StringComparison.Ordinal);
        if (_isAsked && end >= 0)
        {
            _isQuiet = true;
            _received.Remove(0, end + EchoOff.Length + 1);
        }
    }

    void SendTyped()
    {
        while (_isQuiet && _typed.TryDequeue(out var line))
        {
            _line?.Send(Encoding.UTF8.GetBytes(line));
        }
    }

    [GeneratedRegex(@"(?<=^|\n|\r)[\w.-]+( service)?> $")]
    private static partial Regex Prompt();
}
