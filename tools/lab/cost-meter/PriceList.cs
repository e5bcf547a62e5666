using System.Globalization;
using Mono.Cecil;

namespace Pedestal.CostMeter;

/// <summary>
/// Interpreter instructions for each kind of IL instruction and each platform method. The table holds measurements of whole
/// statements: the price of a kind is the price of a statement minus that of its other instructions.
/// </summary>
public sealed class PriceList
{
    const string ShortCopy = "Array.Copy(bb,0,bc,0,8)";

    const string LongCopy = "Array.Copy(bb,0,bc,0,1024)";
    const int ShortCopyBytes = 8;
    const int LongCopyBytes = 1024;

    readonly Dictionary<string, (string[] Tokens, double Price)> _rows = [];
    readonly Dictionary<string, double> _kinds = [];
    readonly Dictionary<string, double> _methods = [];

    PriceList()
    {
        foreach (var row in Read("nano-costs.csv"))
        {
            _rows[row[0]] = (row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries),
                double.Parse(row[2], CultureInfo.InvariantCulture));
        }

        foreach (var row in Read("opcodes.csv"))
        {
            _kinds[row[0]] = KindPrice(row);
        }

        foreach (var row in Read("methods.csv"))
        {
            _methods[row[0]] = Remainder(row[2], row[1], "");
        }

        CopyPerByte = (_rows[LongCopy].Price - _rows[ShortCopy].Price) / (LongCopyBytes - ShortCopyBytes);
        _methods["System.Array::Copy"] -= CopyPerByte * ShortCopyBytes;
    }

    /// <summary>The prices in the tool's data files.</summary>
    public static PriceList Default { get; } = new();

    /// <summary>The measured statements: name, IL, instructions.</summary>
    public IEnumerable<(string Statement, string[] Il, double Price)> Rows =>
        _rows.Select(row => (row.Key, row.Value.Tokens, row.Value.Price));

    /// <summary>Instructions per byte moved by Array.Copy, in addition to the call.</summary>
    public double CopyPerByte { get; }

    /// <summary>Price of a kind of instruction, or null.</summary>
    public double? Kind(string kind) => _kinds.TryGetValue(kind, out var price) ? price : null;

    /// <summary>Price of calling a platform method, without its arguments, or null.</summary>
    public double? Method(MethodReference method) =>
        method.DeclaringType.FullName == "System.Object" && method.Name == ".ctor" ? _kinds["call instance"]
        : _methods.TryGetValue($"{method.DeclaringType.FullName}::{method.Name}", out var price) ? price : null;

    /// <summary>The kind that an IL instruction is counted as; short forms cost the same as long forms.</summary>
    public static string KindOf(string opcode)
    {
        if (opcode.StartsWith("ldc.i4.", StringComparison.Ordinal))
        {
            return opcode == "ldc.i4.s" ? opcode : "ldc.i4.n";
        }

        foreach (var kind in new[] { "ldloc", "stloc", "ldarg", "starg" })
        {
            if (opcode.StartsWith(kind + '.', StringComparison.Ordinal))
            {
                return kind;
            }
        }

        return opcode.EndsWith(".s", StringComparison.Ordinal) ? opcode[..^2] : opcode;
    }

    /// <summary>
    /// The price of a kind: a number is an estimate, =kind another kind's price, anything else a row of the table.
    /// </summary>
    double KindPrice(string[] row)
    {
        var (kind, token, source, also) = (row[0], row[1], row[2], row[3]);
        return source[0] == '=' ? Known(source[1..], kind)
            : double.TryParse(source, CultureInfo.InvariantCulture, out var estimate) ? estimate
            : Remainder(source, token.Length > 0 ? token : kind, also);
    }

    /// <summary>
    /// The remainder of a row for one of its tokens, after the other tokens and the called method's instructions.
    /// </summary>
    double Remainder(string statement, string token, string also)
    {
        var (tokens, price) = _rows[statement];
        var rest = tokens.Select(KindOf).ToList();
        rest.Remove(token);
        rest.AddRange(also.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(kind => kind.Replace('_', ' ')));
        return price - rest.Sum(kind => Known(kind, statement));
    }

    double Known(string kind, string where) => _kinds.TryGetValue(kind, out var price)
        ? price
        : throw new InvalidDataException($"prices/opcodes.csv has no price for {kind} before '{where}' needs it.");

    static List<string[]> Read(string name)
    {
        using var stream = typeof(PriceList).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The tool was built without {name}.");
        using var reader = new StreamReader(stream);
        var rows = new List<string[]>();
        for (var line = reader.ReadLine(); (line = reader.ReadLine()) != null;)
        {
            rows.Add(Fields(line));
        }

        return rows;
    }

    /// <summary>Commas inside quotes do not separate; the files use no quotes inside quotes.</summary>
    static string[] Fields(string line)
    {
        var parts = line.Split('"');
        for (var i = 0; i < parts.Length; i += 2)
        {
            parts[i] = parts[i].Replace(',', '\n');
        }

        return string.Concat(parts).Split('\n');
    }
}
