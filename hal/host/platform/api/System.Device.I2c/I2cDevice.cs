using nanoFramework.Hardware.Esp32;
using Pedestal.Hal.Host.Platform;

namespace System.Device.I2c;

/// <summary>A bus's speed.</summary>
public enum I2cBusSpeed
{
    /// <summary>400 kHz.</summary>
    FastMode = 1,
}

/// <summary>The outcome of a transfer.</summary>
public enum I2cTransferStatus
{
    /// <summary>Everything was acknowledged.</summary>
    FullTransfer = 1,
}

/// <summary>The result of a transfer.</summary>
public struct I2cTransferResult
{
    const I2cTransferStatus NotAcknowledged = (I2cTransferStatus)4;
    readonly bool _done;

    internal I2cTransferResult(bool done) => _done = done;

    /// <summary>The outcome.</summary>
    public I2cTransferStatus Status => _done ? I2cTransferStatus.FullTransfer : NotAcknowledged;
}

/// <summary>A part's bus and address.</summary>
public sealed class I2cConnectionSettings
{
    /// <summary>A part at a 7-bit address.</summary>
    public I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed)
    {
        Bus = busId;
        Address = deviceAddress;
    }

    internal int Bus { get; }

    internal int Address { get; }
}

/// <summary>A part on an I2C bus.</summary>
public class I2cDevice
{
    const int FastHertz = 400_000;
    readonly I2cBus _bus;
    readonly int _address;

    internal I2cDevice(I2cConnectionSettings settings)
    {
        _bus = Board.Current.I2c(settings.Bus);
        _address = settings.Address;
    }

    /// <summary>Opens a part; its bus must have its pins assigned.</summary>
    public static I2cDevice Create(I2cConnectionSettings settings)
    {
        var functions = Board.Run.Functions;
        functions.Demand(settings.Bus == 1, "an I2C bus", DeviceFunction.I2C1_DATA, DeviceFunction.I2C1_CLOCK);
        return new I2cDevice(settings);
    }

    /// <summary>Writes bytes to the part.</summary>
    public I2cTransferResult Write(SpanByte buffer) => new(_bus.Transfer(_address, FastHertz, buffer.Bytes, default));

    /// <summary>Writes, then reads after a repeated start.</summary>
    public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer) =>
        new(_bus.Transfer(_address, FastHertz, writeBuffer.Bytes, readBuffer.Bytes));
}
