using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Messaging.Tests;

/// <summary>Repeated warnings are let through only now and then.</summary>
public sealed class WarningThrottleTests
{
    readonly FakeTimeProvider _time = new();
    readonly WarningThrottle _throttle;

    public WarningThrottleTests() => _throttle = new WarningThrottle(_time, TimeSpan.FromMinutes(1));

    [Fact]
    public void Each_kind_of_warning_passes_once_per_window_and_hides_no_other_kind()
    {
        Assert.True(_throttle.Passes("gate-1", "report", out _));
        Assert.False(_throttle.Passes("gate-1", "report", out _));
        Assert.True(_throttle.Passes("gate-2", "report", out _));
        Assert.True(_throttle.Passes("gate-1", "open", out _));

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(_throttle.Passes("gate-1", "report", out _));
    }

    [Fact]
    public void The_next_warning_says_how_many_were_left_out()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(i == 0, _throttle.Passes("gate-1", "report", out var none));
            Assert.Equal(0, none);
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_throttle.Passes("gate-1", "report", out var leftOut));
        Assert.Equal(2, leftOut);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_throttle.Passes("gate-1", "report", out leftOut));
        Assert.Equal(0, leftOut);
    }
}
