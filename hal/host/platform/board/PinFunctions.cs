using nanoFramework.Hardware.Esp32;

namespace Pedestal.Hal.Host.Platform;

/// <summary>The functions that a program has assigned to pins.</summary>
sealed class PinFunctions
{
    readonly Lock _lock = new();
    readonly Dictionary<DeviceFunction, int> _pins = [];

    public void Set(int pin, DeviceFunction function)
    {
        if (pin is < 0 or > Pins.Last)
        {
            throw new ArgumentOutOfRangeException(nameof(pin), pin, $"An ESP32-S3 has pins 0 to {Pins.Last}.");
        }

        lock (_lock)
        {
            _pins[function] = pin;
        }
    }

    /// <summary>Throws unless the bus or port exists and each of its lines has a pin; the controller has no defaults.</summary>
    public void Demand(bool exists, string what, params DeviceFunction[] lines)
    {
        lock (_lock)
        {
            if (!exists || lines.FirstOrDefault(line => !_pins.ContainsKey(line)) is var missing && missing != 0)
            {
                throw new ArgumentException($"There is no such {what}, or one of its lines has no pin assigned.");
            }
        }
    }
}
