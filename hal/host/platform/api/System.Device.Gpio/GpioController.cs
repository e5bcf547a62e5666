using Pedestal.Hal.Host.Platform;

namespace System.Device.Gpio;

/// <summary>The board's pins.</summary>
public sealed class GpioController
{
    readonly Board _board = Board.Current;

    /// <summary>Controls the pins of the calling thread's board.</summary>
    public GpioController()
    {
    }

    /// <summary>Opens a pin; an output is low until it is written.</summary>
    public GpioPin OpenPin(int pinNumber, PinMode mode) => new(_board.Pins[pinNumber], mode);
}
