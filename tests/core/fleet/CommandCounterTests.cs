using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

public class CommandCounterTests : ITimeOfDay
{
    const ulong Second = 1_000_000;
    const long Start = 1_000_000;
    readonly MemoryStore _files = new();
    long _now = Start;

    long ITimeOfDay.UnixSeconds() => _now;

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-59, true)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(61, false)]
    [InlineData(365 * 86_400, false)]
    public void A_sender_s_clock_is_right_to_a_minute(int offset, bool isFresh)
    {
        var counter = Counter();
        _now += 600;
        Assert.Equal(isFresh, counter.Take(At(offset)));
        Assert.True(counter.Take(At(60)));
    }

    [Fact]
    public void What_was_recorded_does_nothing_after_a_restart_though_its_clock_was_ahead()
    {
        var counter = Counter();
        var recorded = At(50);
        Assert.True(counter.Take(recorded));
        Assert.False(counter.Take(recorded));
        for (var restart = 0; restart < 5; restart++)
        {
            _now += 5;
            Assert.False(Counter().Take(recorded));
        }

        Assert.True(Counter().Take(recorded + 1));
    }

    [Fact]
    public void The_first_command_after_a_restart_needs_no_waiting()
    {
        Assert.True(Counter().Take(At(2)));
        _now += 10;
        Assert.True(Counter().Take(At(0)));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("cut")]
    [InlineData("altered")]
    [InlineData("of a clock that was wrong")]
    public void Without_what_was_kept_all_that_was_sent_before_the_start_does_nothing(string file)
    {
        Assert.True(Counter().Take(At(2)));
        Assert.Equal(FileResult.Ok, _files.Read(CommandCounter.File, out var kept));
        switch (file)
        {
            case "missing": _files.Delete(CommandCounter.File); break;
            case "cut": _files.Write(CommandCounter.File, kept[..7]); break;
            case "altered":
                kept[7] ^= 1;
                _files.Write(CommandCounter.File, kept);
                break;
            default:
                _now += 86_400;
                Assert.True(Counter().Take(At(2)));
                _now -= 86_400;
                break;
        }

        _now += 10;
        var counter = Counter();
        Assert.False(counter.Take(At(0)));
        Assert.False(counter.Take(At(1)));
        Assert.True(counter.Take(At(1) + 1));
    }

    CommandCounter Counter() => new(_files, this);

    ulong At(long offset) => (ulong)(_now + offset) * Second;
}
