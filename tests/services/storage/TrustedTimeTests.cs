namespace Pedestal.Storage.Tests;

public sealed class TrustedTimeTests
{
    readonly ManualTime _host = new();

    [Fact]
    public void A_clock_that_keeps_pace_is_trusted()
    {
        var time = new TrustedTime(_host);
        for (var i = 0; i < 1000; i++)
        {
            _host.Advance(TimeSpan.FromDays(i));
            _host.Jump(TimeSpan.FromHours(i % 2 == 0 ? 20 : -20));
            Assert.Equal(_host.GetUtcNow(), time.GetUtcNow());
        }

        Assert.Null(time.Hold);
    }

    [Theory]
    [InlineData(366)]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(-400)]
    public void A_clock_jump_is_not_trusted_until_it_is_undone(int days)
    {
        var time = new TrustedTime(_host);
        var before = time.GetUtcNow();
        _host.Jump(TimeSpan.FromDays(days));
        _host.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(before.AddSeconds(30), time.GetUtcNow());
        Assert.Equal(new ClockHold(before.AddSeconds(30), before.AddSeconds(30).AddDays(days)), time.Hold);
        _host.Jump(TimeSpan.FromDays(-days));
        Assert.Null(time.Hold);
        Assert.Equal(before.AddSeconds(30), time.GetUtcNow());
    }

    [Fact]
    public void An_operator_may_confirm_the_clock()
    {
        var time = new TrustedTime(_host);
        _host.Jump(TimeSpan.FromDays(40));
        Assert.NotNull(time.Hold);
        time.Accept();
        Assert.Null(time.Hold);
        Assert.Equal(_host.GetUtcNow(), time.GetUtcNow());
    }

    [Fact]
    public void After_a_restart_the_clock_is_trusted_within_the_longest_plausible_downtime()
    {
        var lastSeen = _host.GetUtcNow();
        foreach (var (days, isBelieved) in new[] { (0, true), (29, true), (31, false), (366, false), (-2, false) })
        {
            var host = new ManualTime();
            host.Jump(TimeSpan.FromDays(days));
            var time = new TrustedTime(host);
            time.Resume(lastSeen, TimeSpan.FromDays(30));
            Assert.Equal(isBelieved, time.Hold is null);
            Assert.Equal(isBelieved ? host.GetUtcNow() : lastSeen, time.GetUtcNow());
        }
    }

    [Fact]
    public void A_clock_that_was_wrong_at_start_and_is_then_corrected_is_trusted()
    {
        var lastSeen = _host.GetUtcNow();
        _host.Jump(TimeSpan.FromDays(366));
        var time = new TrustedTime(_host);
        time.Resume(lastSeen, TimeSpan.FromDays(30));
        Assert.NotNull(time.Hold);
        _host.Jump(TimeSpan.FromDays(-350));
        Assert.Null(time.Hold);
        Assert.Equal(_host.GetUtcNow(), time.GetUtcNow());
    }

    [Fact]
    public void A_host_without_the_time_may_learn_it()
    {
        _host.Jump(DateTimeOffset.UnixEpoch - _host.GetUtcNow());
        var time = new TrustedTime(_host);
        _host.Jump(TimeSpan.FromDays(20_000) + TimeSpan.FromDays(600));
        Assert.Null(time.Hold);
        Assert.Equal(_host.GetUtcNow(), time.GetUtcNow());
    }
}
