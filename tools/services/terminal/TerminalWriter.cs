using System.Text;

namespace Pedestal.Terminal;

/// <summary>
/// A terminal, or what stands in its place, behind <see cref="TerminalText"/>: of control characters only line ends and tabs pass.
/// For one thread at a time, as any writer that <see cref="TextWriter.Synchronized"/> does not wrap.
/// </summary>
/// <param name="terminal">Where it goes.</param>
public sealed class TerminalWriter(TextWriter terminal) : TextWriter
{
    readonly StringBuilder _safe = new();

    // The first half of a surrogate pair, or a carriage return, which only a line feed makes a line end.
    char? _held;

    /// <summary>From now on all that this process prints goes this way: log lines, errors, results.</summary>
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
