using System.Text;

namespace Pedestal.Terminal;

/// <summary>
/// Writes to a terminal, or to what replaces it, through <see cref="TerminalText"/>: of the control characters only line ends
/// and tabs pass. Not thread-safe; wrap it in <see cref="TextWriter.Synchronized"/>.
/// </summary>
/// <param name="terminal">The writer for the result.</param>
public sealed class TerminalWriter(TextWriter terminal) : TextWriter
{
    readonly StringBuilder _safe = new();

    // The first half of a surrogate pair, or a carriage return, which is a line end only before a line feed.
    char? _held;

    /// <summary>From now on everything this process prints passes through this class: log lines, errors, results.</summary>
    public static void Guard()
    {
        Console.SetOut(Synchronized(new TerminalWriter(Console.Out)));
        Console.SetError(Synchronized(new TerminalWriter(Console.Error)));
    }

    /// <inheritdoc/>
    public override Encoding Encoding => terminal.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        foreach (var c in buffer)
        {
            Take(c);
        }

        terminal.Write(_safe);
        _safe.Clear();
    }

    /// <inheritdoc/>
    public override void Flush() => terminal.Flush();

    void Take(char c)
    {
        if (_held is { } held)
        {
            _held = null;
            if (held == '\r' && c == '\n')
            {
                _safe.Append("\r\n");
                return;
            }

            if (char.IsSurrogatePair(held, c))
            {
                TerminalText.Append(_safe, [held, c]);
                return;
            }

            TerminalText.Append(_safe, [held]);
        }

        if (c is '\n' or '\t' || TerminalText.IsPlain(c))
        {
            _safe.Append(c);
        }
        else if (c == '\r' || char.IsHighSurrogate(c))
        {
            _held = c;
        }
        else
        {
            TerminalText.Append(_safe, [c]);
        }
    }
}
