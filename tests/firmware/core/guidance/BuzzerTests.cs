using Pedestal.Hal;

namespace Pedestal.Core.Tests;

public class BuzzerTests
{
    readonly Buzzer _buzzer = new();

    [Theory]
    [InlineData(Buzz.Silent, new int[0])]
    [InlineData(Buzz.Short, new[] { 0, 80 })]
    [InlineData(Buzz.TwoShort, new[] { 0, 80, 180, 80 })]
    [InlineData(Buzz.ThreeShort, new[] { 0, 80, 180, 80, 360, 80 })]
    [InlineData(Buzz.Long, new[] { 0, 350 })]
    [InlineData(Buzz.TwoLong, new[] { 0, 350, 450, 350 })]
    [InlineData(Buzz.LongShort, new[] { 0, 350, 450, 80 })]
    public void A_pattern_is_played_once(Buzz buzz, int[] expected)
    {
        _buzzer.Play(buzz, 0);
        Assert.Equal(expected, Sounds(0, 3_000));
    }

    [Fact]
    public void Another_one_within_a_second_is_not_played()
    {
        _buzzer.Play(Buzz.Long, 0);
        Assert.Equal([0, 350], Sounds(0, 500));
        _buzzer.Play(Buzz.Long, 999);
        Assert.Empty(Sounds(999, 2_000));
        _buzzer.Play(Buzz.Long, 2_000);
        Assert.Equal([2_000, 350], Sounds(2_000, 3_000));
    }

    // When it is switched on, and for how long, asked every 10 ms.
    List<int> Sounds(int from, int to)
    {
        var sounds = new List<int>();
        for (var now = from; now < to; now += 10)
        {
            if (_buzzer.Due(now) is > 0 and var on)
            {
                sounds.AddRange([now, on]);
            }
        }

        return sounds;
    }
}
