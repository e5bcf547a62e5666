namespace Pedestal.Ticketing;

/// <summary>How a list is laid out: which character separates its fields, and which line names the columns.</summary>
/// <param name="Separator">The separator.</param>
/// <param name="Start">Where the line that names the columns begins in the text.</param>
/// <param name="LinesBefore">Lines before it.</param>
readonly record struct CsvLayout(char Separator, int Start, int LinesBefore)
{
    const string Hint = "sep=";

    static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>
    /// Reads the layout: a first line <c>sep=;</c>, as spreadsheets write it, names the separator; otherwise it is the one between
    /// the wanted columns. A comma when nothing tells.
    /// </summary>
    public static CsvLayout Of(string text, IReadOnlyList<string> wanted)
    {
        var first = LineAt(text, 0);
        var hint = first.Trim('"');
        if (hint.Length > Hint.Length && hint.StartsWith(Hint, StringComparison.OrdinalIgnoreCase)
            && hint[Hint.Length] is '\t' or (> ' ' and <= '~' and not '"'))
        {
            return new CsvLayout(hint[Hint.Length], AfterLine(text, first.Length), 1);
        }

        var start = text.Length - text.AsSpan().TrimStart("\r\n").Length;
        var names = LineAt(text, start).ToString();
        var separator = Separators.FirstOrDefault(
            s => wanted.All(name => names.Split(s).Any(
                field => field.Trim().Trim('"').Trim().Equals(name, StringComparison.OrdinalIgnoreCase))),
            ',');
        return new CsvLayout(separator, 0, 0);
    }

    static ReadOnlySpan<char> LineAt(string text, int start)
    {
        var rest = text.AsSpan(start);
        var end = rest.IndexOfAny('\r', '\n');
        return end < 0 ? rest : rest[..end];
    }

    static int AfterLine(string text, int end) => text.AsSpan(end) switch
    {
        ['\r', '\n', ..] => end + 2,
        ['\r' or '\n', ..] => end + 1,
        _ => end,
    };
}
