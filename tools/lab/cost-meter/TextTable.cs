namespace Pedestal.CostMeter;

/// <summary>A plain text table: the first columns left-aligned, numbers right-aligned.</summary>
static class TextTable
{
    public static void Write(TextWriter output, string[] headings, IEnumerable<string[]> rows, int textColumns = 1)
    {
        var all = rows.Prepend(headings).ToList();
        var widths = headings.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column < textColumns
                ? cell.PadRight(widths[column])
                : cell.PadLeft(widths[column]))).TrimEnd());
        }

        output.WriteLine();
    }
}
