using System.Collections.Concurrent;
using System.Text;

namespace Pedestal.Hal.Host;

/// <summary>A technician's line from lines of text, such as those of the standard input, to a writer.</summary>
/// <param name="output">Where the answers go.</param>
public sealed class TextConsole(TextWriter output) : IConsolePort
{
    readonly ConcurrentQueue<byte> _typed = new();

    /// <summary>Whether something typed has not been read yet.</summary>
    public bool IsPending => !_typed.IsEmpty;

    /// <summary>Types a line and Enter.</summary>
    public void Type(string line)
    {
        foreach (var value in Encoding.UTF8.GetBytes(line + "\r"))
        {
            _typed.Enqueue(value);
        }
    }

    /// <inheritdoc/>
    public int TryRead() => _typed.TryDequeue(out var value) ? value : -1;

    /// <inheritdoc/>
    public int Write(byte[] buffer, int offset, int count)
    {
        output.Write(Encoding.Latin1.GetString(buffer, offset, count).Replace("\r\n", "\n", StringComparison.Ordinal));
        return count;
    }
}
