using System.Text;

namespace Pedestal.VirtualPedestal;

/// <summary>Writes whole lines with a lane's name before each, so that the lines of several lanes can be distinguished.</summary>
/// <param name="output">Where the lines go; must be thread-safe.</param>
/// <param name="name">The lane's name.</param>
sealed class NamedLines(TextWriter output, string name) : TextWriter
{
    readonly StringBuilder _line = new();

    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        lock (_line)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }

            output.WriteLine($"{name}: {_line.ToString().TrimEnd('\r')}");
            _line.Clear();
        }
    }
}
