using System.Globalization;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Pedestal.CostMeter;

/// <summary>
/// Interpreter instructions per kind of IL instruction and per platform method. The table measures whole statements:
/// the price of a kind is what its row leaves after the rest of the row is taken away.
/// </summary>
public sealed class PriceList
{
    /// <summary>The statement whose price is that of a short copy.</summary>
    public const string ShortCopy = "Array.Copy(bb,0,bc,0,8)";

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

    /// <summary>The prices of the tool's data files.</summary>
    public static PriceList Default { get; } = new();

    /// <summary>Instructions per byte that Array.Copy moves, on top of the call.</summary>
    public double CopyPerByte { get; }

    /// <summary>Price of a kind of instruction, or null.</summary>
    public double? Kind(string kind) => _kinds.TryGetValue(kind, out var price) ? price : null;

    /// <summary>Price of calling a platform method, arguments excluded, or null.</summary>
    public double? Method(MethodReference method) =>
        method.DeclaringType.FullName == "System.Object" && method.Name == ".ctor" ? _kinds["call instance"]
        : _methods.TryGetValue($"{method.DeclaringType.FullName}::{method.Name}", out var price) ? price : null;

    /// <summary>The kind an opcode is counted as: short forms are priced as their long forms.</summary>
    public static string KindOf(OpCode opcode)
    {
        var name = opcode.Name;
        if (name.StartsWith("ldc.i4.", StringComparison.Ordinal))
        {
            return name == "ldc.i4.s" ? name : "ldc.i4.n";
        }

        foreach (var prefix in new[] { "ldloc", "stloc", "ldarg", "starg" })
        {
            if (name == prefix || name.StartsWith(prefix + '.', StringComparison.Ordinal))
            {
                return prefix;
            }
        }

        return name.EndsWith(".s", StringComparison.Ordinal) ? name[..^2] : name;
    }

    double KindPrice(string[] row)
    {
        var source = row[2];
        if (source[0] == '=')
        {
            return _kinds.TryGetValue(source[1..], out var same) ? same : 0;
        }

        return double.TryParse(source, CultureInfo.InvariantCulture, out var estimate)
            ? estimate
            : Remainder(source, row[1].Length > 0 ? row[1] : row[0], row[3]);
    }

    /// <summary>What a row leaves for one of its tokens, and for what the method it calls executes.</summary>
    double Remainder(string statement, string token, string also)
    {
        var (tokens, price) = _rows[statement];
        var rest = tokens.Select(Canonical).ToList();
        rest.Remove(token);
        rest.AddRange(also.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(kind => kind.Replace('_', ' ')));
        return price - rest.Sum(kind => _kinds.TryGetValue(kind, out var known)
            ? known
            : throw new InvalidDataException($"The prices do not give {kind}, needed for '{statement}'."));
    }

    static string Canonical(string token) =>
        token.StartsWith("ldc.i4.", StringComparison.Ordinal) && token != "ldc.i4.s" ? "ldc.i4.n"
        : token != "ldc.i4.s" && token.EndsWith(".s", StringComparison.Ordinal) ? token[..^2] : token;

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

    /// <summary>Commas inside quotes separate nothing; the files use no quotes inside quotes.</summary>
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
