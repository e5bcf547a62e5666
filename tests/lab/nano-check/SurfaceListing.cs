using System.Text.RegularExpressions;

namespace Pedestal.NanoCheck.Tests;

/// <summary>Reads a listing of a platform assembly, without what declarations lack: natives, attributes, bases.</summary>
static partial class SurfaceListing
{
    internal static HashSet<string> Read(string path) =>
        [.. File.ReadLines(path).Where(line => !line.StartsWith('#')).Select(Declared)];

    static string Declared(string line)
    {
        var plain = Remarks().Replace(line, "");
        return plain.StartsWith("T ", StringComparison.Ordinal) && !plain.Contains(" delegate ", StringComparison.Ordinal)
            ? Bases().Replace(plain, "$1")
            : plain;
    }

    [GeneratedRegex(@" \[(native|Flags|Obsolete)[^\]]*\]$")]
    private static partial Regex Remarks();

    [GeneratedRegex(@"^(T \S+ : [^:]+?) : .*$")]
    private static partial Regex Bases();
}
