using Pedestal.Hal.Host.Chips;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.VirtualPedestal;

/// <summary>The gate from outside: how often it was triggered, and whether a guest can walk through. Thread-safe.</summary>
public sealed class GateView
{
    readonly PedestalParts _parts;
    int _openings;

    internal GateView(Board board, PedestalParts parts)
    {
        _parts = parts;
        board.Pins[Wiring.GateTrigger].Changed += high => _ = high ? Interlocked.Increment(ref _openings) : 0;
    }

    /// <summary>Pulses triggered so far.</summary>
    public int Openings => Volatile.Read(ref _openings);

    /// <summary>Whether a guest can walk through.</summary>
    public bool IsOpen => _parts.Turnstile.IsUnlocked;
}
