using System.Text;

namespace Pedestal.Capture.Tests;

/// <summary>Somebody who reads what the program prints and does it.</summary>
sealed class Person(Action show, Action lift) : TextWriter
{
    readonly StringBuilder _read = new();

    public override Encoding Encoding => Encoding.UTF8;

    public string Read => _read.ToString();

    public override void Write(char value) => _read.Append(value);

    public override void WriteLine(string? value)
    {
        _read.Append(value).Append('\n');
        if (value!.StartsWith("Hold your", StringComparison.Ordinal))
        {
            show();
        }
        else if (value.EndsWith("Lift your palm.", StringComparison.Ordinal))
        {
            lift();
        }
    }
}
