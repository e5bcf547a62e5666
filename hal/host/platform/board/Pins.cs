using System.Collections.Concurrent;

namespace Pedestal.Hal.Host.Platform;

/// <summary>The controller's pins by GPIO number.</summary>
public sealed class Pins
{
    /// <summary>The highest GPIO number.</summary>
    public const int Last = 48;

    readonly ConcurrentDictionary<int, Pin> _pins = new();

    /// <summary>The pin with this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pin.</exception>
    public Pin this[int number] => number is >= 0 and <= Last
        ? _pins.GetOrAdd(number, n => new Pin(n))
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"An ESP32-S3 has pins 0 to {Last}.");

    /// <summary>Makes all pins inputs, as a reset does.</summary>
    internal void Reset()
    {
        foreach (var pin in _pins.Values)
        {
            pin.Input(pullUp: false);
        }
    }
}
