using Pedestal.Hal.Host;

namespace Pedestal.Season;

/// <summary>Switches faults on, one at a time, and each off after a while.</summary>
sealed class FaultSwitch(
    VirtualClock clock, Random random, Hardware hardware, Services services, VirtualQrReader reader, VirtualSystem controller)
{
    const int LongestSeconds = 90;
    static readonly Fault[] AllFaults = Enum.GetValues<Fault>();

    readonly Dictionary<string, int> _counts = [];
    long _ends;

    /// <summary>The present fault; null for none.</summary>
    public Fault? Current { get; private set; }

    /// <summary>Number of faults so far, by name.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Switches a random fault on.</summary>
    public void Begin()
    {
        var fault = AllFaults[random.Next(AllFaults.Length)];
        Set(fault);
        _ends = clock.NowMicroseconds() + random.Next(1, LongestSeconds) * 1_000_000L;
        _counts[fault.ToString()] = _counts.GetValueOrDefault(fault.ToString()) + 1;
    }

    /// <summary>Switches the fault off when its time is over.</summary>
    public void Tick()
    {
        if (Current is not null && clock.NowMicroseconds() >= _ends)
        {
            End();
        }
    }

    /// <summary>Switches the fault off.</summary>
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
