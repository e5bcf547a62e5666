using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace Pedestal.ConsoleTool.Link;

/// <summary>Assembles stages from the lines between <c>#begin</c> and <c>#end</c>, and checks them.</summary>
sealed class StageReader
{
    const int Longest = 1 << 20;
    const int LongestSide = 2048;
    const int LongestName = 32;

    readonly StringBuilder _text = new();
    string[] _head = [];

    /// <summary>Whether a stage is incomplete.</summary>
    public bool IsOpen => _head.Length > 0;

    /// <summary>Takes a line. Returns the stage that it completes, or null.</summary>
    /// <exception cref="ConsoleException">The stage is damaged.</exception>
    public Stage? Take(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["#begin", ..])
        {
            // The name becomes a file name.
            _head = words.Length == 6 && IsName(words[1]) ? words : throw Damaged(line, "its first line is damaged");
            _text.Clear();
            return null;
        }

        if (words is not ["#end", ..])
        {
            _text.Append(line);
            return _text.Length <= 2 * Longest ? null : throw Damaged(_head[1], "it does not end");
        }

        var head = _head;
        _head = [];
        return words is ["#end", var name] && name == head[1] ? Check(head) : throw Damaged(head[1], "its end is missing");
    }

    Stage Check(string[] head)
    {
        var (name, text) = (head[1], _text.ToString());
        if (!TryNumber(head[2], out var width) || !TryNumber(head[3], out var height) || !TryNumber(head[4], out var length)
            || width > LongestSide || height > LongestSide || length != (long)width * height && length != 2L * width * height)
        {
            throw Damaged(name, $"{head[2]} x {head[3]} cells do not fit {head[4]} bytes");
        }

        var data = new byte[length];
        if (!Convert.TryFromBase64String(text, data, out var read) || read != length)
        {
            throw Damaged(name, $"its {length} bytes did not all arrive");
        }

        var checksum = Crc32.HashToUInt32(data).ToString("x8", CultureInfo.InvariantCulture);
        return checksum == head[5]
            ? new Stage(name, width, height, data)
            : throw Damaged(name, $"its checksum is {checksum}, not {head[5]}");
    }

    static bool IsName(string text) =>
        text.Length <= LongestName && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= Longest;

    static ConsoleException Damaged(string name, string what) => new(
        ExitCode.Damaged,
        $"The picture {name} was damaged in transfer: {what}. Try again; if it happens again, check the cable and its length.");
}
