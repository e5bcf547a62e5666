using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

/// <summary>The pauses after failures in a row.</summary>
public sealed class BackoffTests
{
    readonly VirtualClock _clock = new();
    readonly Backoff _backoff;

    public BackoffTests() => _backoff = new Backoff(_clock, 1_000, 30_000);

    [Fact]
    public void Each_pause_is_twice_the_previous_one_up_to_the_longest() =>
        Assert.Equal([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000], Enumerable.Range(0, 7).Select(_ => _backoff.Fail()));

    [Fact]
    public void The_pause_is_over_before_any_failure_and_after_its_time()
    {
        Assert.True(_backoff.IsOver);
        _clock.Sleep(_backoff.Fail() - 1);
        Assert.False(_backoff.IsOver);
        _clock.Sleep(1);
        Assert.True(_backoff.IsOver);
    }

    [Fact]
    public void A_reset_ends_the_pause_and_the_next_one_is_short()
    {
        _backoff.Fail();
        _backoff.Fail();
        _backoff.Reset();
        Assert.True(_backoff.IsOver);
        Assert.Equal(1_000, _backoff.Fail());
    }

    [Fact]
    public void An_ended_pause_is_over_and_the_next_one_is_longer()
    {
        _backoff.Fail();
        _backoff.EndPause();
        Assert.True(_backoff.IsOver);
        Assert.Equal(2_000, _backoff.Fail());
    }

    [Fact]
    public void A_reset_after_a_time_applies_only_that_long_after_the_pause()
    {
        _clock.Sleep(_backoff.Fail() + 999);
        _backoff.ResetAfter(1_000);
        Assert.Equal(2_000, _backoff.Fail());
        _clock.Sleep(2_000 + 1_000);
        _backoff.ResetAfter(1_000);
        Assert.Equal(1_000, _backoff.Fail());
    }
}
