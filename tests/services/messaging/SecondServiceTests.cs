using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Messaging.Tests;

/// <summary>The same service twice at one broker: the first keeps working, the second reports why it does not serve.</summary>
public sealed class SecondServiceTests : IAsyncLifetime
{
    readonly NotingTime _time = new();
    readonly RecordingLog _firstLog = new();
    readonly RecordingLog _secondLog = new();
    readonly EmbeddedBroker _broker = new(new BrokerOptions { Port = 0 }, NullLogger<EmbeddedBroker>.Instance);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _broker.StartAsync(Stop);

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task The_second_stands_down_and_the_first_keeps_the_connection()
    {
        await using var first = Link(_firstLog);
        await first.StartAsync(Stop);
        await first.WaitConnectedAsync(Stop);
        _time.Advance(ConnectPace.Settling);

        await using var second = Link(_secondLog);
        await second.StartAsync(Stop);
        await Eventually.TrueAsync(() => _time.Waits.Contains(ConnectPace.FirstDelay), Stop);
        Assert.Contains(_firstLog.Lines, line => line.Contains("took over the connection", StringComparison.Ordinal));
        _time.Advance(ConnectPace.FirstDelay);
        await Eventually.TrueAsync(() => first.IsConnected && _time.Waits.Contains(ConnectPace.FirstStandDown), Stop);
        Assert.Contains(_secondLog.Lines, line => line.Contains("connected second", StringComparison.Ordinal));
        Assert.False(second.IsConnected);
        Assert.Contains("runs twice", second.Fault, StringComparison.Ordinal);
        Assert.Null(first.Fault);

        // Once the first is gone, the second takes its place at the next try; the broker may cut one while it clears the first away.
        await first.DisposeAsync();
        var waits = 0;
        await Eventually.TrueAsync(() => second.IsConnected || AdvanceAfterEachWait(ref waits), Stop);
        Assert.Null(second.Fault);
    }

    bool AdvanceAfterEachWait(ref int waits)
    {
        if (_time.Waits.Count > waits)
        {
            waits = _time.Waits.Count;
            _time.Advance(ConnectPace.LongestStandDown);
        }

        return false;
    }

    ServiceLink Link(RecordingLog log) => new(
        new ServiceLinkOptions { Port = _broker.BoundPort, ClientId = "matcher-demo" }, log, _time);

    /// <summary>A manual clock that records every wait.</summary>
    sealed class NotingTime : FakeTimeProvider
    {
        internal ConcurrentQueue<TimeSpan> Waits { get; } = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Waits.Enqueue(dueTime);
            return timer;
        }
    }
}
