using Pedestal.Core.Log;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

public sealed class EventLogTests
{
    readonly VirtualClock _clock = new();
    readonly LogRecord _record = new();
    readonly EventLog _log;

    public EventLogTests() => _log = new EventLog(_clock);

    [Fact]
    public void The_last_records_are_kept_with_their_time_level_and_request()
    {
        for (var i = 0; i < EventLog.Important + 5; i++)
        {
            _clock.Sleep(10);
            _log.Write(LogLevel.Warning, "camera", $"record {i}", (ulong)i);
        }

        _log.Write(LogLevel.Debug, "camera", "below the level");
        Assert.False(_log.Read(4, _record));
        Assert.False(_log.Read(_log.Next, _record));
        Assert.Equal(5, _log.Oldest);
        Assert.True(_log.Read(_log.Oldest, _record));
        Assert.Equal(("record 5", "camera", LogLevel.Warning, 60_000, 5UL),
            (_record.Text, _record.Source, _record.Level, _record.Microseconds, _record.Request));
        Assert.Equal(EventLog.Important + 5, _log.Next);
    }

    [Fact]
    public void Ordinary_records_do_not_overwrite_warnings_and_errors()
    {
        _log.Write(LogLevel.Error, "camera", "wedged");
        for (var i = 0; i < 1000; i++)
        {
            _log.Write(LogLevel.Info, "palm", "admitted", (ulong)i + 1);
        }

        Assert.True(_log.Read(0, _record));
        Assert.Equal((0, "wedged"), (_log.Oldest, _record.Text));
        Assert.False(_log.Read(1000 - EventLog.Ordinary, _record));
        Assert.True(_log.Read(1001 - EventLog.Ordinary, _record));
    }

    [Fact]
    public void An_empty_log_has_no_records()
    {
        Assert.Equal((0, 0), (_log.Oldest, _log.Next));
        Assert.False(_log.Read(0, _record));
    }

    [Fact]
    public void Writing_allocates_nothing()
    {
        _log.Write(LogLevel.Info, "palm", "admitted", 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _log.Write(LogLevel.Info, "palm", "admitted", 1);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
