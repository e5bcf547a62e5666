using System.Text;
using CsCheck;
using Pedestal.Core.Console;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

public sealed class LineEditorTests
{
    const int Longest = 40;

    // Every way to type each key.
    static readonly (string Bytes, Action<ReferenceLine> Edit)[] Keys =
    [
        .. "abc xyz-=.".Select(c => (c.ToString(), (Action<ReferenceLine>)(line => line.Type(c)))),
        ("\b", line => line.Backspace()), ("\x7f", line => line.Backspace()),
        ("\x1b[3~", line => line.Delete()), ("\x04", line => line.Delete()),
        ("\x1b[D", line => line.Left()), ("\x1bOD", line => line.Left()), ("\x02", line => line.Left()),
        ("\x1b[C", line => line.Right()), ("\x1b[1;5C", line => line.Right()),
        ("\x1b[H", line => line.Home()), ("\x1b[1~", line => line.Home()), ("\x01", line => line.Home()),
        ("\x1b[F", line => line.End()), ("\x1b[4~", line => line.End()), ("\x05", line => line.End()),
        ("\x15", line => line.KillStart()), ("\x0b", line => line.KillEnd()), ("\x17", line => line.KillWord()),
        // Ignored completely: function keys, a title, a colour, padding, flow control.
        ("\x1b[15~", _ => { }), ("\x1b[[A", _ => { }), ("\x1b]0;title\a", _ => { }), ("\x1b[38;5;1m", _ => { }),
        ("\0", _ => { }), ("\x11", _ => { }), ("\x13", _ => { }), ("\x1b(B", _ => { }),
    ];

    [Fact]
    public void Line_and_terminal_agree_with_a_model_after_any_keys() =>
        Gen.Int[0, Keys.Length - 1].Array[0, 120].Sample(typed =>
        {
            var rig = new Rig();
            var reference = new ReferenceLine(Longest);
            foreach (var key in typed)
            {
                rig.Type(Keys[key].Bytes);
                Keys[key].Edit(reference);

                Assert.Equal(reference.Text, rig.Editor.Text);
                Assert.Equal(reference.Cursor, rig.Editor.Cursor);
                Assert.Equal(reference.Text, rig.Screen.Line.TrimEnd(' ').PadRight(reference.Text.Length));
                Assert.Equal(reference.Cursor, rig.Screen.Column);
            }
        });

    [Fact]
    public void A_new_line_works_after_any_bytes() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            var rig = new Rig();
            foreach (var value in bytes)
            {
                rig.Editor.Take(value);
            }

            // Two, because the first may be the second half of a CRLF.
            rig.Type("\r\r");
            Assert.Equal([LineEvent.Line], rig.Type("status\r"));
            Assert.Equal("status", rig.Editor.Line);
        });

    [Theory]
    [InlineData("a\rb\r")]
    [InlineData("a\nb\n")]
    [InlineData("a\r\nb\r\n")]
    public void Every_kind_of_line_end_ends_one_line(string typed) =>
        Assert.Equal([LineEvent.Line, LineEvent.Line], new Rig().Type(typed));

    [Fact]
    public void A_line_that_is_too_long_is_dropped_and_rings_the_bell()
    {
        var rig = new Rig();

        Assert.Equal([LineEvent.TooLong], rig.Type(new string('x', Longest + 1) + "\r"));
        Assert.Equal(1, rig.Screen.Bells);
        Assert.Equal([LineEvent.Line], rig.Type(new string('y', Longest) + "\r"));
    }

    [Fact]
    public void Earlier_lines_can_be_recalled()
    {
        var rig = new Rig();
        for (var i = 0; i < LineHistory.Lines + 3; i++)
        {
            rig.Type($"line {i}\r");
        }

        rig.Type("new");
        rig.Type(string.Concat(Enumerable.Repeat("\x1b[A", LineHistory.Lines + 2)));
        Assert.Equal("line 3", rig.Editor.Text);
        rig.Type("\x1b[B");
        Assert.Equal("line 4", rig.Editor.Text);
        rig.Type(string.Concat(Enumerable.Repeat("\x0e", LineHistory.Lines)));
        Assert.Equal("", rig.Editor.Text);
    }

    [Fact]
    public void A_secret_is_neither_shown_nor_kept()
    {
        var rig = new Rig();

        rig.Type("service 4711");
        Assert.Equal("service ****", rig.Screen.Line);
        rig.Type("\r\x1b[A");

        Assert.Equal("service 4711", rig.Editor.Line);
        Assert.Equal("", rig.Editor.Text);
    }

    [Fact]
    public void Ctrl_C_cancels_the_line() =>
        Assert.Equal([LineEvent.Cancelled, LineEvent.Line], new Rig().Type("abc\x03\r"));

    [Fact]
    public void Without_echo_nothing_is_printed()
    {
        var rig = new Rig();
        rig.Editor.Echo = false;

        rig.Type("abc\x1b[Dx\u0015def\r");

        Assert.Equal("defc", rig.Editor.Line);
        Assert.Equal(0, rig.Screen.Bytes);
    }

    sealed class Rig : ILineSecrets
    {
        public Rig()
        {
            Output = new ConsoleOutput(Screen);
            Editor = new LineEditor(Output, this, Longest);
        }

        public Screen Screen { get; } = new();

        public ConsoleOutput Output { get; }

        public LineEditor Editor { get; }

        public List<LineEvent> Type(string bytes)
        {
            var events = new List<LineEvent>();
            foreach (var value in Encoding.Latin1.GetBytes(bytes))
            {
                var happened = Editor.Take(value);
                Output.Flush(int.MaxValue);
                if (happened != LineEvent.None)
                {
                    events.Add(happened);
                    Screen.NewLine();
                }
            }

            return events;
        }

        public int SecretFrom(char[] line, int length) =>
            new string(line, 0, length).StartsWith("service ", StringComparison.Ordinal) ? 8 : length;
    }

    /// <summary>A minimal terminal: printable characters, backspace, bell.</summary>
    sealed class Screen : IConsolePort
    {
        readonly StringBuilder _line = new();

        public string Line => _line.ToString();

        public int Column { get; private set; }

        public int Bells { get; private set; }

        public int Bytes { get; private set; }

        public void NewLine()
        {
            _line.Clear();
            Column = 0;
        }

        public int TryRead() => -1;

        public int Write(byte[] buffer, int offset, int count)
        {
            foreach (var value in buffer.AsSpan(offset, count))
            {
                Bytes++;
                switch (value)
                {
                    case 7: Bells++; break;
                    case 8: Column--; Assert.True(Column >= 0); break;
                    default:
                        _line.Length = Math.Max(_line.Length, Column + 1);
                        _line[Column++] = (char)value;
                        break;
                }
            }

            return count;
        }
    }

    sealed class ReferenceLine(int longest)
    {
        public string Text { get; private set; } = "";

        public int Cursor { get; private set; }

        public void Type(char c)
        {
            if (Text.Length < longest)
            {
                Text = Text.Insert(Cursor++, c.ToString());
            }
        }

        public void Backspace() => Cut(Math.Max(Cursor - 1, 0), Cursor);

        public void Delete() => Cut(Cursor, Math.Min(Cursor + 1, Text.Length));

        public void Left() => Cursor = Math.Max(Cursor - 1, 0);

        public void Right() => Cursor = Math.Min(Cursor + 1, Text.Length);

        public void Home() => Cursor = 0;

        public void End() => Cursor = Text.Length;

        public void KillStart() => Cut(0, Cursor);

        public void KillEnd() => Cut(Cursor, Text.Length);

        public void KillWord() => Cut(Text[..Cursor].TrimEnd(' ').LastIndexOf(' ') + 1, Cursor);

        void Cut(int from, int to)
        {
            Text = Text.Remove(from, to - from);
            Cursor = from;
        }
    }
}
