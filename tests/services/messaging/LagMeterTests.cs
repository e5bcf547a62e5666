using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Messaging.Tests;

public sealed class LagMeterTests
{
    readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_lag_grows_while_an_echo_is_pending_and_holds_until_the_next()
    {
        var meter = new LagMeter(_time);
        var echo = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        var measuring = meter.MeasureAsync(_ => echo.Task, stop.Token);
        Assert.Equal(TimeSpan.Zero, meter.Lag);

        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(TimeSpan.FromMilliseconds(300), meter.Lag);
        echo.SetResult();
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(TimeSpan.FromMilliseconds(300), meter.Lag);

        await stop.CancelAsync();
        await measuring;
    }

    [Fact]
    public async Task A_lost_connection_has_no_lag()
    {
        var meter = new LagMeter(_time);
        var echo = new TaskCompletionSource();
        var measuring = meter.MeasureAsync(_ => echo.Task, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(3));
        echo.SetException(new IOException("gone"));
        await measuring;

        Assert.Equal(TimeSpan.Zero, meter.Lag);
    }
}
