using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

public sealed class EventLogTests
{
    [Fact]
    public void The_last_records_are_kept_with_their_time_and_level()
    {
        var clock = new VirtualClock();
        var log = new EventLog(clock);
        for (var i = 0; i < EventLog.Capacity + 5; i++)
        {
            clock.Sleep(10);
            log.Write(LogLevel.Warning, "camera", $"record {i}");
        }

        log.Write(LogLevel.Debug, "camera", "below the level");
        var record = new LogRecord();
        Assert.False(log.Read(4, record));
        Assert.False(log.Read(log.Next, record));
        Assert.True(log.Read(log.Oldest, record));
        Assert.Equal(("record 5", "camera", LogLevel.Warning, 60_000),
            (record.Text, record.Source, record.Level, record.Microseconds));
        Assert.Equal(EventLog.Capacity + 5, log.Next);
    }
}
