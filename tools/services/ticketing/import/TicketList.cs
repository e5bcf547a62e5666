using System.Globalization;
using CsvHelper;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Ticketing;

/// <summary>
/// A list of tickets read from CSV with the columns <c>code,account,event[,status][,kind][,product][,uses]</c>, used for files and HTTP requests
/// alike. Good rows are kept; bad ones are listed with their line.
/// </summary>
public sealed class TicketList
{
    /// <summary>The columns as shown in messages.</summary>
    public const string Columns = "code,account,event[,status][,kind][,product][,uses]";

    const int MostUses = 10_000;

    static readonly string[] Wanted = ["code", "account", "event"];
    static readonly string[] Known = [.. Wanted, "status", "kind", "product", "uses"];

    readonly string _file;
    readonly List<TicketRow> _rows = [];
    readonly List<ImportNote> _errors = [];
    readonly List<ImportNote> _warnings = [];
    readonly Dictionary<string, int> _lineOfCode = new(StringComparer.Ordinal);

    TicketList(string file) => _file = file;

    /// <summary>The columns that are used; none if the first line cannot be.</summary>
    public IReadOnlyList<string> UsedColumns { get; private set; } = [];

    /// <summary>Named columns that are not used.</summary>
    public IReadOnlyList<string> UnusedColumns { get; private set; } = [];

    /// <summary>The tickets.</summary>
    public IReadOnlyList<TicketRow> Rows => _rows;

    /// <summary>The rows left out, in order.</summary>
    public IReadOnlyList<ImportNote> Errors => _errors;

    /// <summary>Rows that were imported but look damaged.</summary>
    public IReadOnlyList<ImportNote> Warnings => _warnings;

    /// <summary>The number of tickets for each event.</summary>
    public IReadOnlyList<EventTickets> Events =>
        [.. _rows.SelectMany(row => row.Events).GroupBy(name => name, StringComparer.Ordinal).OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => new EventTickets(e.Key, e.Count()))];

    /// <summary>Reads a list in whatever encoding and layout a spreadsheet saves it.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="file">The file's name in messages.</param>
    public static TicketList Read(byte[] bytes, string file)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var list = new TicketList(file);
        var text = CsvText.Decode(bytes, out var refusal);
        if (refusal is { } found)
        {
            list._errors.Add(new ImportNote(file, found.Line, found.Reason));
        }
        else if (!list.TryReadRows(text, linesInQuotes: true))
        {
            // An unclosed quote would swallow the rows below it: in this mode it spoils only its own line.
            list = new TicketList(file);
            list.TryReadRows(text, linesInQuotes: false);
        }

        list._errors.Sort((a, b) => a.Line.CompareTo(b.Line));
        return list;
    }

    /// <summary>False when a quote is misplaced and rows may be hidden between quotes.</summary>
    bool TryReadRows(string text, bool linesInQuotes)
    {
        var layout = CsvLayout.Of(text, Wanted);
        var malformed = new List<CsvMalformedRecord>();
        using var csv = CsvReader.Create(new StringReader(text[layout.Start..]), new CsvReaderOptions
        {
            Separator = layout.Separator,
            AllowLineBreaksInQuotes = linesInQuotes,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            OnMalformedRecord = malformed.Add,
        });
        var columns = ColumnsOf(csv, layout);
        while (columns is not null && csv.Read())
        {
            var line = (int)csv.LineNumber + layout.LinesBefore;
            if (malformed is [.., var last] && last.LineNumber == csv.LineNumber && last.Reason != CsvMalformedReason.StrayQuote)
            {
                _errors.Add(new ImportNote(_file, line, "a quote is misplaced or not closed"));
            }
            else if (columns.FieldsOf(csv, out var reason) is { } fields)
            {
                Take(line, fields);
            }
            else if (reason is not null)
            {
                _errors.Add(new ImportNote(_file, line, reason));
            }
        }

        return !linesInQuotes || !malformed.Any(record =>
            record.Reason != CsvMalformedReason.StrayQuote || record.RawRecord.AsSpan().IndexOfAny('\r', '\n') >= 0);
    }

    TicketColumns? ColumnsOf(CsvReader csv, CsvLayout layout)
    {
        var columns = TicketColumns.Of([.. csv.Headers], layout.Separator, Wanted, Known, out var reason);
        var line = layout.LinesBefore + 1;
        if (columns is null)
        {
            _errors.Add(new ImportNote(_file, line, reason!));
        }
        else
        {
            (UsedColumns, UnusedColumns) = (columns.Used, columns.Unused);
        }

        if (columns is { Unused.Count: > 0 })
        {
            _warnings.Add(new ImportNote(
                _file, line, $"unused columns: {string.Join(", ", columns.Unused)}. The columns used are {Columns}"));
        }

        return columns;
    }

    void Take(int line, IReadOnlyDictionary<string, string> fields)
    {
        var (written, account) = (fields["code"], NameRule.Normalise(fields["account"]));
        var events = fields["event"].Split(TicketRow.Separator).Select(NameRule.Normalise).Distinct(StringComparer.Ordinal).ToList();
        var code = CodeRule.Normalise(written);
        var (product, uses) = (NameRule.Normalise(fields["product"]), UsesOf(fields["uses"].Trim(), out var usesRefusal));
        var (status, kind) = (fields["status"].Trim().ToLowerInvariant(), fields["kind"].Trim().ToLowerInvariant());
        var reason = Refusal("code", CodeRule.RefusalOf(code, kind == "rotating"))
            ?? (kind != "rotating" && written.Length > TicketRequest.MaximumCodeLength
                ? $"code has {written.Length} characters including its formula; at most {TicketRequest.MaximumCodeLength} can be scanned"
                : null)
            ?? Refusal("account", NameRule.RefusalOf(account))
            ?? events.Select(name => Refusal("event", NameRule.RefusalOf(name))).FirstOrDefault(found => found is not null)
            ?? (product.Length == 0 ? null : product == EventRules.AnyProduct ? "product * stands for every product in rules only"
                : Refusal("product", NameRule.RefusalOf(product)))
            ?? usesRefusal
            ?? (status is "" or "valid" or "cancelled" or "canceled" ? null : "status must be valid, cancelled or empty")
            ?? (kind is "" or "static" or "rotating" ? null : "kind must be static, rotating or empty")
            ?? (_lineOfCode.TryAdd(code, line) ? null : $"same code as line {_lineOfCode[code]}");
        foreach (var (column, field) in new[] { ("code", written), ("account", fields["account"]) })
        {
            if (SpreadsheetDamage.In(field.Trim()) is { } damage)
            {
                _warnings.Add(new ImportNote(_file, line, $"{column} {damage}"));
            }
        }

        if (reason is null)
        {
            _rows.Add(new TicketRow(code, account, string.Join(TicketRow.Separator, events), status is "cancelled" or "canceled",
                kind == "rotating", product, uses, line));
        }
        else
        {
            _errors.Add(new ImportNote(_file, line, reason));
        }
    }

    static int? UsesOf(string text, out string? refusal)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var uses) && uses is > 0 and <= MostUses;
        refusal = isNumber || text.Length == 0 ? null : $"uses must be 1 to {MostUses}, or empty for no limit";
        return isNumber ? uses : null;
    }

    static string? Refusal(string column, string? reason) => reason is null ? null : $"{column} {reason}";
}
