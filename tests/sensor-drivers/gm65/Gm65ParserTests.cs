using System.Text;
using CsCheck;
using Pedestal.Hal;

namespace Pedestal.Gm65.Tests;

public sealed class Gm65ParserTests
{
    const string Acknowledged = "\u0002\0\0\u0001\0" + "31";
    const string HeartbeatAnswer = "\u0003\0\0\u0001\0" + "31";
    readonly Gm65Parser _parser = new(32);

    List<string> Feed(string bytes)
    {
        var events = new List<string>();
        foreach (var value in Encoding.Latin1.GetBytes(bytes))
        {
            Note(events, _parser.Take(value));
        }

        return events;
    }

    void Note(List<string> events, Gm65Event what)
    {
        if (what != Gm65Event.None)
        {
            events.Add(what == Gm65Event.Code ? Encoding.ASCII.GetString(_parser.Code, 0, _parser.Length) : what.ToString());
        }
    }

    [Fact]
    public void Codes_end_with_CR_or_LF() =>
        Assert.Equal(["TICKET-1", "TICKET-2", "TICKET-3"], Feed("TICKET-1\rTICKET-2\r\nTICKET-3\n"));

    [Fact]
    public void Answers_are_no_codes_though_they_hold_printable_bytes() =>
        Assert.Equal(["Reply", "Reply", "TICKET-1", "Reply"],
            Feed(Acknowledged + HeartbeatAnswer + "TICKET-1\r" + HeartbeatAnswer));

    [Fact]
    public void A_longer_answer_is_skipped_whole() =>
        Assert.Equal(["Reply", "A"], Feed("\u0002\0\0\u0002" + "9\u0001\u00C1L" + "A\r"));

    [Fact]
    public void A_pause_ends_a_code_without_terminator()
    {
        Assert.Empty(Feed("TICKET-1"));
        Assert.Equal(Gm65Event.Code, _parser.Pause());
        Assert.Equal(8, _parser.Length);
        Assert.Equal(Gm65Event.None, _parser.Pause());
    }

    [Fact]
    public void A_pause_drops_a_torn_answer()
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
    public void A_code_with_something_else_in_it_is_dropped_and_counted_and_the_next_is_read(string code, CodeDrop why)
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
    public void Whatever_frames_a_code_is_no_part_of_it(string burst)
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
    public void A_code_that_only_looks_a_little_like_a_symbology_identifier_stays_as_it_is(string code)
    {
        Assert.Equal([code], Feed(code + "\r"));
        Assert.Equal([code], Feed("]Q1" + code + "\r"));
    }

    [Fact]
    public void An_answer_right_after_a_code_without_CR_is_an_answer() =>
        Assert.Equal(["TICKET-1", "Reply", "TICKET-2"], Feed("TICKET-1" + HeartbeatAnswer + "TICKET-2\r"));

    [Fact]
    public void A_code_that_breaks_off_is_dropped_where_the_reader_ends_its_codes()
    {
        Assert.Equal(["TICKET-1"], Feed("TICKET-1\rTICK"));
        Assert.Equal(Gm65Event.Dropped, _parser.Pause());
        Assert.Equal((1, CodeDrop.Torn), (_parser.Dropped, _parser.LastDrop));
    }

    [Fact]
    public void A_reader_that_stops_ending_its_codes_loses_one()
    {
        Feed("TICKET-1\rTICKET-2");
        Assert.Equal(Gm65Event.Dropped, _parser.Pause());
        Feed("TICKET-3");
        Assert.Equal(Gm65Event.Code, _parser.Pause());
    }

    [Fact]
    public void A_code_without_room_is_reported_once_and_the_next_is_read() =>
        Assert.Equal(["TooLong", "NEXT"], Feed(new string('x', 33) + "\rNEXT\r"));

    [Fact]
    public void A_code_that_just_fits_is_read() =>
        Assert.Equal([new string('x', 32)], Feed(new string('x', 32) + "\r"));

    [Fact]
    public void A_symbology_identifier_takes_no_room() =>
        Assert.Equal([new string('x', 32), "TooLong"],
            Feed("]Q1" + new string('x', 32) + "\r" + "]Q1" + new string('x', 33) + "\r"));

    [Fact]
    public void Every_printable_code_comes_out_as_it_is_however_the_reader_is_set()
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

            // What cannot be told from another code must not be a ticket's.
            var isAmbiguous = SymbologyIdentifier.Precedes(Encoding.ASCII.GetBytes(code), code.Length);
            return isRead || isAmbiguous && befores[before].Length < 3;
        });
    }

    [Fact]
    public void No_bytes_make_it_throw_or_go_deaf() => Gen.Byte.Array[0, 400].Sample(bytes =>
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
