using Pedestal.Core.Lane;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Season;

/// <summary>A pedestal under the device's supervisor, which restarts it when its thread hangs for a minute.</summary>
sealed class WatchedLane : IWork
{
    const int RoundSeconds = 60;
    readonly VirtualClock _clock;
    readonly Func<Core.Pedestal> _boot;
    readonly GuardedThread _thread;
    Core.Pedestal _pedestal;
    Supervisor _supervisor;
    long _nextCheck;

    /// <summary>Starts a pedestal.</summary>
    public WatchedLane(VirtualClock clock, Func<Core.Pedestal> boot)
    {
        _clock = clock;
        _boot = boot;
        _thread = new GuardedThread("lane", this, RoundSeconds, clock);
        _supervisor = new Supervisor([_thread]);
        _pedestal = boot();
    }

    /// <summary>The lane since the last restart.</summary>
    public LaneController Lane => _pedestal.Lane;

    /// <summary>Restarts so far.</summary>
    public int Restarts { get; private set; }

    /// <summary>One step of the pedestal.</summary>
    public void Step()
    {
        _pedestal.Step();
        _thread.Alive();
    }

    /// <summary>Restarts the pedestal, as a technician does.</summary>
    public void Restart() => _pedestal = _boot();

    /// <summary>Lets the supervisor check the thread once a second; true when it has restarted the pedestal.</summary>
    public bool Check()
    {
        if (_clock.NowMicroseconds() < _nextCheck)
        {
            return false;
        }

        _nextCheck = _clock.NowMicroseconds() + 1_000_000;
        if (_supervisor.Check() == null)
        {
            return false;
        }

        Restarts++;
        _supervisor = new Supervisor([_thread]);
        _pedestal = _boot();
        return true;
    }

    bool IWork.DoRound() => false;
}
