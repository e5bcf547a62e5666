using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pedestal.Venue.Tests;

/// <summary>
/// Finds secrets in text: words as they are, and any 16 consecutive bytes of binary secrets as hexadecimal digits, base64,
/// a list of numbers or the bytes themselves.
/// </summary>
sealed partial class SecretFinder
{
    const int Window = 16;

    // Runs of equal bytes occur in many harmless texts.
    const int FewestDifferent = 4;

    readonly Dictionary<UInt128, string> _windows = [];
    readonly List<(string Name, string Word)> _words = [];

    /// <summary>Adds a secret text, such as a ticket's code; its bytes are searched for as well.</summary>
    public void Add(string name, string word)
    {
        _words.Add((name, word));
        Add(name, Encoding.UTF8.GetBytes(word));
    }

    /// <summary>Adds secret bytes.</summary>
    public void Add(string name, ReadOnlySpan<byte> secret)
    {
        for (var i = 0; i + Window <= secret.Length; i++)
        {
            var window = secret.Slice(i, Window);
            if (window.ToArray().Distinct().Count() >= FewestDifferent)
            {
                _windows[BinaryPrimitives.ReadUInt128LittleEndian(window)] = name;
            }
        }
    }

    /// <summary>The names of the secrets found in a text.</summary>
    public IEnumerable<string> Find(string text) => _words
        .Where(secret => text.Contains(secret.Word, StringComparison.OrdinalIgnoreCase)).Select(secret => secret.Name)
        .Concat(Readings(text).SelectMany(FindBytes)).Distinct();

    static IEnumerable<byte[]> Readings(string text)
    {
        yield return Encoding.UTF8.GetBytes(text);
        yield return Encoding.Latin1.GetBytes(text);
        foreach (var digits in Hexadecimal().Matches(text).Select(m => m.Value))
        {
            var run = string.Concat(digits.Where(char.IsAsciiHexDigit));
            for (var start = 0; start < 2; start++)
            {
                yield return Convert.FromHexString(run.AsSpan(start, (run.Length - start) / 2 * 2));
            }
        }

        foreach (var run in Base64().Matches(text).Select(m => m.Value.Replace('-', '+').Replace('_', '/')))
        {
            for (var start = 0; start < 4; start++)
            {
                yield return Convert.FromBase64String(run.Substring(start, (run.Length - start) / 4 * 4));
            }
        }

        foreach (var list in Numbers().Matches(text).Select(m => m.Value))
        {
            yield return [.. list.Split(',', ' ', ';').Where(n => n.Length > 0)
                .Select(n => unchecked((byte)int.Parse(n, CultureInfo.InvariantCulture)))];
        }
    }

    IEnumerable<string> FindBytes(byte[] bytes)
    {
        for (var i = 0; i + Window <= bytes.Length; i++)
        {
            if (_windows.TryGetValue(BinaryPrimitives.ReadUInt128LittleEndian(bytes.AsSpan(i)), out var name))
            {
                yield return name;
            }
        }
    }

    [GeneratedRegex("(?:[0-9a-fA-F]{2}[-:, ]?){16,}[0-9a-fA-F]?")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("[A-Za-z0-9+/_-]{22,}")]
    private static partial Regex Base64();

    [GeneratedRegex("[0-9]{1,3}(?:[,; ]{1,2}[0-9]{1,3}){15,}")]
    private static partial Regex Numbers();
}
