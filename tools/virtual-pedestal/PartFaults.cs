using Pedestal.Hal.Host.Chips;

namespace Pedestal.VirtualPedestal;

/// <summary>The faults of all parts except the camera, by name.</summary>
public static class PartFaults
{
    const long AllMemory = long.MaxValue / 2;

    static readonly Dictionary<string, Action<VirtualPedestal, bool>> Faults = new(StringComparer.Ordinal)
    {
        ["leds-dark"] = Leds(Illumination.Both),
        ["leds-left"] = Leds(Illumination.Left),
        ["leds-right"] = Leds(Illumination.Right),
        ["presence-silent"] = Presence(Vl6180xFault.NotResponding),
        ["presence-stuck"] = Presence(Vl6180xFault.Stuck),
        ["presence-hangs"] = Presence(Vl6180xFault.HoldsBus),
        ["ring-refused"] = (pedestal, broken) => pedestal.Board.Spi(Wiring.RingBus).Failed = broken,
        ["relay-feedback"] = Relay(RelayFault.FeedbackOpen),
        ["monostable-bridged"] = (pedestal, broken) =>
            pedestal.Parts.Monostable.Fault = broken ? MonostableFault.Bridged : MonostableFault.None,
        ["relay-stuck"] = Relay(RelayFault.Welded),
        ["pass-stuck"] = Pass(PassFault.StuckClosed),
        ["pass-wire"] = Pass(PassFault.WireBroken),
        ["pass-bounces"] = Pass(PassFault.Bouncing),
        ["reader-silent"] = (pedestal, broken) => pedestal.Parts.Reader.Fault = broken ? Gm65Fault.Silent : Gm65Fault.None,
        ["memory-low"] = (pedestal, broken) => pedestal.Board.Memory.Taken = broken ? AllMemory : 0,
        ["clock-unset"] = (pedestal, broken) => SetClock(pedestal, broken),
        ["flash-refused"] = (pedestal, broken) => pedestal.Board.Flash.Failed = broken,
        ["network-down"] = (pedestal, broken) => pedestal.Board.Radio.IsInRange = !broken,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> All => Faults.Keys;

    /// <summary>Breaks or repairs a part; false when there is no fault of that name.</summary>
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

    static Action<VirtualPedestal, bool> Leds(Illumination dead) =>
        (pedestal, broken) => pedestal.Parts.Light.Dead = broken ? dead : Illumination.None;

    static Action<VirtualPedestal, bool> Presence(Vl6180xFault fault) =>
        (pedestal, broken) => pedestal.Parts.RangeFinder.Fault = broken ? fault : Vl6180xFault.None;

    static Action<VirtualPedestal, bool> Relay(RelayFault fault) =>
        (pedestal, broken) => pedestal.Parts.Relay.Fault = broken ? fault : RelayFault.None;

    static Action<VirtualPedestal, bool> Pass(PassFault fault) =>
        (pedestal, broken) => pedestal.Parts.Turnstile.Fault = broken ? fault : PassFault.None;

    static void SetClock(VirtualPedestal pedestal, bool isUnset)
    {
        pedestal.Board.Radio.TimeServerReplies = !isUnset;
        if (isUnset)
        {
            pedestal.Board.TimeOfDay.Unset();
        }
        else
        {
            pedestal.Board.TimeOfDay.Set();
        }
    }
}
