using Pedestal.Hal.Host;

namespace Pedestal.Season;

/// <summary>Brings faults about, one at a time, and ends each after a while.</summary>
sealed class FaultSwitch(
    VirtualClock clock, Random random, Hardware hardware, Services services, VirtualQrReader reader, VirtualSystem controller)
{
    const int LongestSeconds = 90;
    static readonly Fault[] AllFaults = Enum.GetValues<Fault>();

    readonly Dictionary<string, int> _counts = [];
    long _ends;

    /// <summary>What is wrong now.</summary>
    public Fault? Current { get; private set; }

    /// <summary>Faults that happened, by kind.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Begins any of them.</summary>
    public void Begin()
    {
        var fault = AllFaults[random.Next(AllFaults.Length)];
        Set(fault);
        _ends = clock.NowMicroseconds() + random.Next(1, LongestSeconds) * 1_000_000L;
        _counts[fault.ToString()] = _counts.GetValueOrDefault(fault.ToString()) + 1;
    }

    /// <summary>Ends what has lasted its time.</summary>
    public void Tick()
    {
        if (Current is not null && clock.NowMicroseconds() >= _ends)
        {
            End();
        }
    }

    /// <summary>Everything is whole.</summary>
    public void End() => Set(null);

    void Set(Fault? fault)
    {
        Current = fault;
        hardware.Fault = fault;
        services.Fault = fault;
        reader.Failed = fault == Fault.Reader;
        controller.Taken = fault == Fault.Memory ? long.MaxValue : 0;
        controller.ClockUnset = fault == Fault.ClockUnset;
    }
}
