using Pedestal.Core.Console;

namespace Pedestal.Core.Tests;

public sealed class TypedAheadTests
{
    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Lines_that_do_not_fit_while_a_command_runs_are_dropped_completely_and_reported(string end)
    {
        var rig = new ConsoleRig();
        rig.Run($"service {ConsoleRig.Code}");
        var lines = Enumerable.Range(0, 40).Select(i => $"config set broker.user user-{i:00}{end}").ToList();
        var fitting = 512 / lines[0].Length;

        var printed = rig.Run("selftest reader ring\r" + string.Concat(lines)[..^end.Length]);

        var expected = $"error: {40 - fitting} lines typed while a command ran did not fit; they were dropped";
        Assert.Contains(expected, printed, StringComparison.Ordinal);
        Assert.Matches($@"\* broker\.user +user-{fitting - 1:00}", rig.Run("config"));
        Assert.DoesNotContain("error: usage", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("there is no command", printed, StringComparison.Ordinal);
        Assert.Contains("uptimeSeconds", rig.Run("status"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dropped_line_is_dropped_to_its_end_even_after_the_command()
    {
        var ahead = new TypedAhead();
        Type(ahead, "first\r" + new string('x', 600));
        Assert.True(ahead.IsDropping);
        Assert.Equal("first\r", Taken(ahead));
        Type(ahead, "yyy\r\n");
        Assert.Equal((false, true, 1), (ahead.IsDropping, ahead.IsEmpty, ahead.TakeDropped()));
        Type(ahead, "second\r");
        Assert.Equal("second\r", Taken(ahead));
    }

    [Fact]
    public void After_a_dropped_line_none_is_accepted_until_the_earlier_ones_are_executed()
    {
        var ahead = new TypedAhead();
        Type(ahead, "first\r" + new string('x', 600) + "\rshort\r");
        Assert.Equal((2, "first\r"), (ahead.Dropped, Taken(ahead)));
    }

    [Fact]
    public void Freed_room_is_reused()
    {
        var ahead = new TypedAhead();
        for (var i = 0; i < 100; i++)
        {
            Type(ahead, "a line\r" + "next\r");
            for (var taken = 0; taken < 12; taken++)
            {
                ahead.Take();
            }
        }

        Assert.Equal((true, 0), (ahead.IsEmpty, ahead.Dropped));
    }

    static void Type(TypedAhead ahead, string text) => text.ToList().ForEach(c => ahead.Put((byte)c));

    static string Taken(TypedAhead ahead)
    {
        var text = "";
        while (!ahead.IsEmpty)
        {
            text += (char)ahead.Take();
        }

        return text;
    }
}
