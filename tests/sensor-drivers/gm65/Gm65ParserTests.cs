using System.Text;
using CsCheck;
using Pedestal.Hal;

namespace Pedestal.Gm65.Tests;

public sealed class Gm65ParserTests
{
    const string Acknowledged = "\u0002\0\0\u0001\0" + "31";
    const string HeartbeatReply = "\u0003\0\0\u0001\0" + "31";
    readonly Gm65Parser _parser = new(32);

    List<string> Feed(string bytes)
    {
        var events = new List<string>();
        foreach (var value in Encoding.Latin1.GetBytes(bytes))
        {
            Record(events, _parser.Take(value));
        }

        return events;
    }

    void Record(List<string> events, Gm65Event parsed)
    {
        if (parsed != Gm65Event.None)
        {
            events.Add(parsed == Gm65Event.Code ? Encoding.ASCII.GetString(_parser.Code, 0, _parser.Length) : parsed.ToString());
        }
    }

    [Fact]
    public void Codes_end_with_CR_or_LF() =>
        Assert.Equal(["TICKET-1", "TICKET-2", "TICKET-3"], Feed("TICKET-1\rTICKET-2\r\nTICKET-3\n"));

    [Fact]
    public void Replies_with_printable_bytes_are_not_codes() =>
        Assert.Equal(["Reply", "Reply", "TICKET-1", "Reply"],
            Feed(Acknowledged + HeartbeatReply + "TICKET-1\r" + HeartbeatReply));

    [Fact]
    public void A_longer_reply_is_skipped_completely() =>
        Assert.Equal(["Reply", "A"], Feed("\u0002\0\0\u0002" + "9\u0001\u00C1L" + "A\r"));

    [Fact]
    public void A_pause_ends_a_code_without_an_end_mark()
    {
        Assert.Empty(Feed("TICKET-1"));
        Assert.Equal(Gm65Event.Code, _parser.Pause());
        Assert.Equal(8, _parser.Length);
        Assert.Equal(Gm65Event.None, _parser.Pause());
    }

    [Fact]
    public void A_pause_drops_an_incomplete_reply()
    {
        Feed("\u0002\0\0");
        Assert.Equal(Gm65Event.None, _parser.Pause());
        Assert.Equal(["B"], Feed("B\r"));
    }

    [Theory]
    [InlineData("TIC\u00FFKET\r", CodeDrop.NotAscii)]
    [InlineData("TICKET-\u00C9\r", CodeDrop.NotAscii)]
    [InlineData("\u00EF\u00BB\u00BFTICKET\r", CodeDrop.NotAscii)]
    [InlineData("\0TICKET\r", CodeDrop.ControlCharacter)]
    [InlineData("TIC\0KET\r", CodeDrop.ControlCharacter)]
    [InlineData("TIC\u0002KET\r", CodeDrop.ControlCharacter)]
    [InlineData("0104012345678901\u001D21ABC\r", CodeDrop.ControlCharacter)]
    [InlineData("]C10104012345678901\u001D21ABC\r", CodeDrop.ControlCharacter)]
    [InlineData("[)>\u001E06\u001D1\u001E\u0004\r", CodeDrop.ControlCharacter)]
    [InlineData("\u0002\0X-1\r", CodeDrop.ControlCharacter)]
    public void A_code_with_other_bytes_is_dropped_and_counted_and_the_next_one_read(string code, CodeDrop why)
    {
        Assert.Equal(["Dropped", "NEXT"], Feed(code + "NEXT\r"));
        Assert.Equal((1, why), (_parser.Dropped, _parser.LastDrop));
    }

    [Theory]
    [InlineData("T-1\tT-2\t")]
    [InlineData("\u0002T-1\u0003\u0002T-2\u0003")]
    [InlineData("\u0002T-1\u0003\r\n\u0002T-2\u0003\r\n")]
    [InlineData("\u0002T-1\r\u0002T-2\r")]
    [InlineData("T-1\u0003\rT-2\u0003\r")]
    [InlineData("T-1\r\u0003T-2\r\u0003")]
    [InlineData("T-1\r\r\n\nT-2\r")]
    [InlineData("T-1\r\0T-2\r\0")]
    [InlineData("T-1\u0003\0T-2\u0003\0")]
    [InlineData("T-1\0\rT-2\0\r")]
    [InlineData("]Q1T-1\r]Q1T-2\r")]
    [InlineData("\u0002]C0T-1\u0003\u0002]zCT-2\u0003")]
    [InlineData("]d2T-1\t]d2T-2\t")]
    public void Framing_is_removed_from_a_code(string burst)
    {
        Assert.Equal(["T-1", "T-2"], Feed(burst));
        Assert.Equal(0, _parser.Dropped);
    }

    [Theory]
    [InlineData("]T-1")]
    [InlineData("]")]
    [InlineData("]Q1")]
    [InlineData("]]Q1T")]
    [InlineData("]QxT")]
    [InlineData("T]Q1")]
    public void A_code_that_resembles_a_symbology_identifier_stays_unchanged(string code)
    {
        Assert.Equal([code], Feed(code + "\r"));
        Assert.Equal([code], Feed("]Q1" + code + "\r"));
    }

    [Fact]
    public void A_reply_right_after_a_code_without_CR_is_recognised() =>
        Assert.Equal(["TICKET-1", "Reply", "TICKET-2"], Feed("TICKET-1" + HeartbeatReply + "TICKET-2\r"));

    [Fact]
    public void An_incomplete_code_is_dropped_if_the_reader_sends_end_marks()
    {
        Assert.Equal(["TICKET-1"], Feed("TICKET-1\rTICK"));
        Assert.Equal(Gm65Event.Dropped, _parser.Pause());
        Assert.Equal((1, CodeDrop.Torn), (_parser.Dropped, _parser.LastDrop));
    }

    [Fact]
    public void A_reader_that_stops_sending_end_marks_loses_one_code()
    {
        Feed("TICKET-1\rTICKET-2");
        Assert.Equal(Gm65Event.Dropped, _parser.Pause());
        Feed("TICKET-3");
        Assert.Equal(Gm65Event.Code, _parser.Pause());
    }

    [Fact]
    public void A_code_that_is_too_long_is_reported_once_and_the_next_one_read() =>
        Assert.Equal(["TooLong", "NEXT"], Feed(new string('x', 33) + "\rNEXT\r"));

    [Fact]
    public void A_code_that_just_fits_is_read() =>
        Assert.Equal([new string('x', 32)], Feed(new string('x', 32) + "\r"));

    [Fact]
    public void A_symbology_identifier_does_not_count_towards_the_length() =>
        Assert.Equal([new string('x', 32), "TooLong"],
            Feed("]Q1" + new string('x', 32) + "\r" + "]Q1" + new string('x', 33) + "\r"));

    [Fact]
    public void Every_printable_code_is_read_unchanged_with_any_framing()
    {
        string[] befores = ["", "\u0002", "]Q3", "\u0002]C1"];
        string[] ends = ["\r", "\n", "\r\n", "\t", "\u0003", "\u0003\r\n"];
        Gen.Select(Gen.Char[' ', '~'].Array[1, 32], Gen.Int[0, 3], Gen.Int[0, 5]).Sample((characters, before, end) =>
        {
            var code = new string(characters);
            var bytes = Encoding.ASCII.GetBytes(befores[before] + code + ends[end]);
            var parser = new Gm65Parser(32);
            var codes = bytes.Count(value => parser.Take(value) == Gm65Event.Code);
            var isRead = codes == 1 && Encoding.ASCII.GetString(parser.Code, 0, parser.Length) == code;

            // Such a code is ambiguous: no ticket may have it.
            var isAmbiguous = SymbologyIdentifier.Precedes(Encoding.ASCII.GetBytes(code), code.Length);
            return isRead || isAmbiguous && befores[before].Length < 3;
        });
    }

    [Fact]
    public void After_any_bytes_the_next_code_is_read() => Gen.Byte.Array[0, 400].Sample(bytes =>
    {
        var parser = new Gm65Parser(32);
        foreach (var value in bytes)
        {
            parser.Take(value);
        }

        parser.Pause();
        parser.Take((byte)'A');
        return parser.Take((byte)'\r') == Gm65Event.Code && parser.Length == 1;
    });
}
