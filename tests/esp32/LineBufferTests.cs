namespace Pedestal.Hal.Esp32.Tests;

public sealed class LineBufferTests
{
    readonly LineBuffer _buffer = new(8);

    string Feed(string text)
    {
        var lines = "";
        foreach (var c in text)
        {
            if (_buffer.Take((byte)c))
            {
                lines += (_buffer.TooLong ? "(too long)" : _buffer.Line) + "|";
            }
        }

        return lines;
    }

    [Fact]
    public void Any_line_end_will_do_and_empty_lines_are_none() => Assert.Equal("a|b|c|", Feed("a\rb\n\r\n\nc\r\n"));

    [Fact]
    public void A_line_that_is_too_long_is_dropped_whole_and_the_next_is_whole() =>
        Assert.Equal("12345678|(too long)|next|", Feed("12345678\n123456789\nnext\n"));

    [Fact]
    public void What_is_not_printable_becomes_a_question_mark() => Assert.Equal("a?b|", Feed("a\u00E9b\n"));
}
