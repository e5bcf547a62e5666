using System.Text;

namespace Pedestal.VirtualPedestal;

/// <summary>Passes whole lines on, each with a lane's name before it, so that those of several lanes can be told apart.</summary>
/// <param name="output">Where they go; safe for several threads.</param>
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
