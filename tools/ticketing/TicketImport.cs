using System.Text;
using CsvHelper;
using Pedestal.Core.Protocol;

namespace Pedestal.Ticketing;

/// <summary>A row that was not imported.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Reason">What is wrong with it; never the code or the account itself.</param>
public sealed record ImportError(string File, int Line, string Reason)
{
    /// <summary><c>file:line: reason</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>What an import did.</summary>
/// <param name="Imported">Tickets added or brought up to date.</param>
/// <param name="Errors">The rows left out, in order.</param>
public sealed record ImportResult(int Imported, IReadOnlyList<ImportError> Errors);

/// <summary>
/// Reads tickets from CSV with the columns <c>code,account,event[,status][,kind]</c>. Good rows are kept, each bad one is
/// reported. Fields cannot contain line breaks, so an open quote spoils only its own line.
/// </summary>
public sealed class TicketImport
{
    const int MaximumTextLength = 128;

    readonly string _file;
    readonly List<TicketRow> _rows = [];
    readonly List<ImportError> _errors = [];
    readonly Dictionary<string, int> _lineOfCode = new(StringComparer.Ordinal);

    TicketImport(string file)
    {
        _file = file;
    }

    /// <summary>Imports a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImportResult Run(string path, TicketStore store)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        return Run(reader, path, store);
    }

    /// <summary>Imports from a reader; the name is what errors call it.</summary>
    public static ImportResult Run(TextReader reader, string name, TicketStore store)
    {
        var import = new TicketImport(name);
        import.Read(reader);
        store.Import(import._rows);
        return new ImportResult(import._rows.Count, import._errors);
    }

    void Read(TextReader reader)
    {
        using var csv = CsvReader.Create(reader, Options(), leaveOpen: true);
        if (!csv.TryGetFieldIndex("code", out var code)
            || !csv.TryGetFieldIndex("account", out var account)
            || !csv.TryGetFieldIndex("event", out var @event))
        {
            _errors.Add(new ImportError(_file, 1, "the first line must name the columns code,account,event[,status][,kind]"));
            return;
        }

        var hasStatus = csv.TryGetFieldIndex("status", out var status);
        var hasKind = csv.TryGetFieldIndex("kind", out var kind);
        while (csv.Read())
        {
            Take(
                (int)csv.LineNumber,
                csv.GetString(code),
                csv.GetString(account),
                csv.GetString(@event),
                hasStatus ? csv.GetString(status) : "valid",
                hasKind ? csv.GetString(kind) : "static");
        }
    }

    CsvReaderOptions Options() => new()
    {
        Separator = ',',
        AllowLineBreaksInQuotes = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Skip,
        FieldCountMismatch = CsvFieldCountHandling.Skip,
        OnMalformedRecord = record => _errors.Add(new ImportError(
            _file,
            (int)record.LineNumber,
            record.Reason == CsvMalformedReason.FieldCountMismatch
                ? "has more or fewer fields than the first line"
                : "a quote is misplaced or not closed")),
        NormalizeHeaderName = name => name.Trim().ToLowerInvariant(),
    };

    void Take(int line, string code, string account, string @event, string status, string kind)
    {
        var problem = CodeProblem(code) ?? TextProblem("account", account) ?? TextProblem("event", @event)
            ?? (status is "" or "valid" or "cancelled" ? null : "status must be valid, cancelled or empty")
            ?? (kind is "" or "static" or "rotating" ? null : "kind must be static, rotating or empty")
            ?? (kind == "rotating" && code.Length > RotatingCodes.LongestCode
                ? $"code has {code.Length} characters; a rotating one has at most {RotatingCodes.LongestCode}" : null)
            ?? (_lineOfCode.TryAdd(code, line) ? null : $"the same code as line {_lineOfCode[code]}");
        if (problem != null)
        {
            _errors.Add(new ImportError(_file, line, problem));
            return;
        }

        _rows.Add(new TicketRow(code, account, @event, status == "cancelled", kind == "rotating"));
    }

    static string? CodeProblem(string code) =>
        code.Length == 0 ? "code is missing"
        : code.Length > TicketRequest.MaximumCodeLength
            ? $"code has {code.Length} characters; at most {TicketRequest.MaximumCodeLength} fit a request"
        : !code.All(c => c is >= ' ' and <= '~') ? "code has characters that are not printable ASCII"
        : null;

    static string? TextProblem(string column, string text) =>
        text.Length == 0 ? $"{column} is missing"
        : text.Length > MaximumTextLength
            ? $"{column} has {text.Length} characters; at most {MaximumTextLength} are kept"
        : text.Any(char.IsControl) ? $"{column} has control characters"
        : null;
}
