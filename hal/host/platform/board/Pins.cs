using System.Collections.Concurrent;

namespace Pedestal.Hal.Host.Platform;

/// <summary>The controller's pins by GPIO number.</summary>
public sealed class Pins
{
    /// <summary>The highest GPIO number.</summary>
    public const int Last = 48;

    readonly ConcurrentDictionary<int, Pin> _pins = new();

    /// <summary>The pin of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public Pin this[int number] => number is >= 0 and <= Last
        ? _pins.GetOrAdd(number, n => new Pin(n))
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"An ESP32-S3 has the pins 0 to {Last}.");

    /// <summary>As after a reset: the program drives none of them.</summary>
    internal void Reset()
    {
        foreach (var pin in _pins.Values)
        {
            pin.Input(pullUp: false);
        }
    }
}
