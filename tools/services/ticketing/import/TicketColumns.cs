using CsvHelper;
using Pedestal.Messaging;

namespace Pedestal.Ticketing;

/// <summary>Maps the columns of a list to their meaning.</summary>
sealed class TicketColumns
{
    readonly Dictionary<string, int> _indices;
    readonly int _count;

    TicketColumns(Dictionary<string, int> indices, int count, IReadOnlyList<string> unused) =>
        (_indices, _count, Unused) = (indices, count, unused);

    /// <summary>The columns that are used.</summary>
    public IReadOnlyList<string> Used => [.. _indices.Where(column => column.Value >= 0).Select(column => column.Key)];

    /// <summary>Named columns that are not used.</summary>
    public IReadOnlyList<string> Unused { get; }

    /// <summary>Finds the columns by their names; null when a required one is missing or occurs twice.</summary>
    public static TicketColumns? Of(
        IReadOnlyList<string> headers, char separator, IReadOnlyList<string> wanted, IReadOnlyList<string> known, out string? reason)
    {
        var names = headers.Select(header => NameRule.Normalise(header).ToLowerInvariant()).ToList();
        var twice = known.FirstOrDefault(name => names.Count(n => n == name) > 1);
        reason = twice is not null ? $"the column {twice} occurs twice; remove one of them"
            : wanted.Any(name => !names.Contains(name))
                ? $"the first line must name the columns {TicketList.Columns}, with commas, semicolons or tabs between them; "
                    + $"it has no {string.Join(" and no ", wanted.Where(name => !names.Contains(name)))}"
                    + (separator == ',' ? "" : $" between '{separator}'")
            : null;

        // Spreadsheets end lines with separators of unnamed columns.
        return reason is not null ? null : new TicketColumns(
            known.ToDictionary(name => name, names.IndexOf),
            names.FindLastIndex(name => name.Length > 0) + 1,
            [.. names.Where(name => name.Length > 0 && !known.Contains(name)).Select(Printable)]);
    }

    /// <summary>
    /// The fields of the current row by column; null for an empty row, or with a reason for one that does not match.
    /// </summary>
    public IReadOnlyDictionary<string, string>? FieldsOf(CsvReader csv, out string? reason)
    {
        reason = null;
        var fields = Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToList();
        if (fields.All(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        if (fields.Count < _count || fields.Skip(_count).Any(field => !string.IsNullOrWhiteSpace(field)))
        {
            reason = "has more or fewer fields than the first line";
            return null;
        }

        return _indices.ToDictionary(
            column => column.Key, column => column.Value < 0 ? "" : fields[column.Value], StringComparer.Ordinal);
    }

    // A name printed on a terminal must not control it.
    static string Printable(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
}
