namespace Pedestal.Ticketing;

/// <summary>The layout of a list: the character between its fields, and the line with the column names.</summary>
/// <param name="Separator">The separator.</param>
/// <param name="Start">The position in the text where the line with the column names begins.</param>
/// <param name="LinesBefore">Lines before it.</param>
readonly record struct CsvLayout(char Separator, int Start, int LinesBefore)
{
    const string Hint = "sep=";

    static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>
    /// Detects the layout: a first line <c>sep=;</c>, as spreadsheets write it, names the separator; otherwise it is the
    /// character between the wanted columns, or a comma if there is no evidence.
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
