using System.Text;
using CsCheck;

namespace Pedestal.Hal.Esp32.Tests;

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
    [InlineData("TIC\u00FFKET\r")]
    [InlineData("\u0002X-1\r")]
    [InlineData("\0TICKET\r")]
    public void A_code_with_noise_in_it_is_dropped_and_the_next_is_read(string noisy) =>
        Assert.Equal(["NEXT"], Feed(noisy + "NEXT\r"));

    [Fact]
    public void A_code_without_room_is_reported_once_and_the_next_is_read() =>
        Assert.Equal(["TooLong", "NEXT"], Feed(new string('x', 33) + "\rNEXT\r"));

    [Fact]
    public void A_code_that_just_fits_is_read() =>
        Assert.Equal([new string('x', 32)], Feed(new string('x', 32) + "\r"));

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
