namespace Pedestal.VirtualPedestal;

/// <summary>What can be wrong with the parts beside the camera, by name.</summary>
public static class PartFaults
{
    const long AllMemory = long.MaxValue / 2;

    static readonly Dictionary<string, Action<VirtualPedestal, bool>> Faults = new(StringComparer.Ordinal)
    {
        ["leds-dark"] = (pedestal, broken) => pedestal.Light.Dead = broken,
        ["presence-silent"] = (pedestal, broken) => pedestal.RangeFinder.Silent = broken,
        ["presence-stuck"] = (pedestal, broken) => pedestal.RangeFinder.Stuck = broken,
        ["presence-hangs"] = (pedestal, broken) => pedestal.RangeFinder.Hangs = broken,
        ["ring-refused"] = (pedestal, broken) => pedestal.Ring.Failed = broken,
        ["relay-feedback"] = (pedestal, broken) => pedestal.Gate.FeedbackMissing = broken,
        ["monostable-bridged"] = (pedestal, broken) => pedestal.Gate.Bridged = broken,
        ["relay-stuck"] = (pedestal, broken) => pedestal.Gate.Stuck = broken,
        ["reader-silent"] = (pedestal, broken) => pedestal.Reader.Silent = broken,
        ["memory-low"] = (pedestal, broken) => pedestal.Controller.Taken = broken ? AllMemory : 0,
        ["clock-unset"] = (pedestal, broken) => pedestal.Controller.ClockUnset = broken,
        ["flash-refused"] = (pedestal, broken) => pedestal.Flash.Failed = broken,
        ["network-down"] = (pedestal, broken) => pedestal.Network.Down = broken,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> All => Faults.Keys;

    /// <summary>Breaks or mends a part; false when there is no fault of that name.</summary>
    public static bool TrySet(VirtualPedestal pedestal, string name, bool broken)
    {
        ArgumentNullException.ThrowIfNull(pedestal);
        if (!Faults.TryGetValue(name, out var set))
        {
            return false;
        }

        set(pedestal, broken);
        return true;
    }
}
