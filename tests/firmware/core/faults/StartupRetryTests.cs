using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Core.Supervision;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

/// <summary>When a pedestal retries a failed start-up by itself.</summary>
public class StartupRetryTests
{
    const long Minute = 60_000_000;
    readonly VirtualClock _clock = new();
    readonly ServiceMode _service;
    readonly StartupRetry _retry;

    public StartupRetryTests()
    {
        _clock.Advance(Minute);
        _service = new ServiceMode(_clock, new EventLog(_clock), new MemoryStore());
        StoredCode.Open(_service, "471100");
        _retry = new StartupRetry(_clock, _service);
    }

    [Fact]
    public void A_restart_is_due_after_five_minutes()
    {
        _clock.Advance(5 * Minute - 1);
        Assert.False(_retry.IsDue());
        _clock.Advance(1);
        Assert.True(_retry.IsDue());
    }

    [Fact]
    public void A_technician_in_service_mode_is_not_interrupted()
    {
        Assert.Null(_service.Enter("471100"));
        for (var minute = 0; minute < ServiceMode.Minutes + 4; minute++)
        {
            Assert.False(_retry.IsDue());
            _clock.Advance(Minute);
        }

        Assert.True(_retry.IsDue());
    }
}
