using Pedestal.Core.Guidance;

namespace Pedestal.Core.Tests;

public sealed class PatternPlayerTests
{
    readonly PatternPlayer _player = new();

    [Theory]
    [InlineData(BuzzerPattern.Silent, new int[0])]
    [InlineData(BuzzerPattern.Short, new[] { 0, 80 })]
    [InlineData(BuzzerPattern.TwoShort, new[] { 0, 80, 180, 80 })]
    [InlineData(BuzzerPattern.ThreeShort, new[] { 0, 80, 180, 80, 360, 80 })]
    [InlineData(BuzzerPattern.Long, new[] { 0, 350 })]
    [InlineData(BuzzerPattern.TwoLong, new[] { 0, 350, 450, 350 })]
    [InlineData(BuzzerPattern.LongShort, new[] { 0, 350, 450, 80 })]
    public void A_pattern_is_played_once(BuzzerPattern pattern, int[] expected)
    {
        _player.Play(pattern, 0);
        Assert.Equal(expected, Sounds(0, 3_000));
    }

    [Fact]
    public void A_pattern_within_a_second_of_another_is_not_played()
    {
        _player.Play(BuzzerPattern.Long, 0);
        Assert.Equal([0, 350], Sounds(0, 500));
        _player.Play(BuzzerPattern.Long, 999);
        Assert.Empty(Sounds(999, 2_000));
        _player.Play(BuzzerPattern.Long, 2_000);
        Assert.Equal([2_000, 350], Sounds(2_000, 3_000));
    }

    // Start and duration of each sound, polled every 10 ms.
    List<int> Sounds(int from, int to)
    {
        var sounds = new List<int>();
        for (var now = from; now < to; now += 10)
        {
            if (_player.Due(now) is > 0 and var on)
            {
                sounds.AddRange([now, on]);
            }
        }

        return sounds;
    }
}
