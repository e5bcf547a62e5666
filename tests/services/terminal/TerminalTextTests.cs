using System.Globalization;
using System.Text;
using CsCheck;

namespace Pedestal.Terminal.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("gate-1: ok", "gate-1: ok")]
    [InlineData("Größe 7 °C, 日本", "Größe 7 °C, 日本")]
    [InlineData("\u001b[2J", @"\u001b[2J")]
    [InlineData("\u001b]0;title\u0007", @"\u001b]0;title\u0007")]
    [InlineData("\u009b31m", @"\u009b31m")]
    [InlineData("a\r\nb\tc\b\u007f", @"a\u000d\u000ab\u0009c\u0008\u007f")]
    [InlineData("user\u202Egnp.exe", @"user\u202egnp.exe")]
    [InlineData("x\u200By\uFEFF\u2028\u2066", @"x\u200by\ufeff\u2028\u2066")]
    [InlineData("\uE000", @"\ue000")]
    [InlineData("\U0001F600\U000E0041", "\U0001F600\\U000e0041")]
    [InlineData(null, "")]
    public void Control_characters_are_shown_by_their_number(string? text, string shown) =>
        Assert.Equal(shown, TerminalText.Safe(text));

    [Fact]
    public void Half_a_surrogate_pair_is_shown_by_its_number() =>
        Assert.Equal(@"a\ud83db\ude00", TerminalText.Safe("a" + (char)0xd83d + "b" + (char)0xde00));

    [Fact]
    public void No_text_reaches_a_terminal_raw_or_longer_than_allowed() => Texts.Select(Gen.Int[4, 30]).Sample((text, longest) =>
    {
        var safe = TerminalText.Safe(text, longest);
        Assert.True(safe.Length <= longest);
        AssertHarmless(safe, "");
        var written = new StringWriter();
        using var writer = new TerminalWriter(written);
        foreach (var c in text)
        {
            writer.Write(c);
        }

        writer.WriteLine("end");
        AssertHarmless(written.ToString().Replace("\r\n", "\n", StringComparison.Ordinal), "\n\t");
        Assert.EndsWith("end" + Environment.NewLine, written.ToString(), StringComparison.Ordinal);
    });

    [Fact]
    public void Line_ends_pass_a_writer_and_a_lone_carriage_return_does_not()
    {
        var written = new StringWriter();
        using var writer = new TerminalWriter(written);
        writer.Write("one\r\ntwo\n\tthree\rfour \U0001F600");
        writer.Write("\u001b[1m".ToCharArray());
        Assert.Equal("one\r\ntwo\n\tthree\\u000dfour \U0001F600\\u001b[1m", written.ToString());
    }

    static Gen<string> Texts { get; } = Gen.OneOf(
        Gen.String, Gen.Int[0, 0xffff].Select(c => ((char)c).ToString()).Array[0, 20].Select(string.Concat),
        Gen.OneOf("\u001b", "[", "0", "m", "\u202e", "\r", "\n", "a", "\ud83d", "\ude00").Array[0, 20].Select(string.Concat));

    static void AssertHarmless(string text, string allowed)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            Assert.True(allowed.Contains(rune.ToString(), StringComparison.Ordinal) || Rune.GetUnicodeCategory(rune) is not (
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator), $"U+{rune.Value:x4}");
        }

        // Throws on half a surrogate pair.
        _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
    }
}
