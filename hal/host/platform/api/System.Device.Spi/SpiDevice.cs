using nanoFramework.Hardware.Esp32;
using Pedestal.Hal.Host.Platform;

namespace System.Device.Spi;

/// <summary>Clock polarity and phase.</summary>
public enum SpiMode
{
    /// <summary>Idle low, data sampled at the first edge.</summary>
    Mode0 = 0,
}

/// <summary>A part's bus, chip select and clock.</summary>
public sealed class SpiConnectionSettings
{
    /// <summary>A part with its chip select on a pin; -1 for none.</summary>
    public SpiConnectionSettings(int busId, int chipSelectLine = -1)
    {
        Bus = busId;
        ChipSelect = chipSelectLine;
    }

    /// <summary>Bits a second. The first part opened on a bus sets the clock for all of them.</summary>
    public int ClockFrequency { get; set; } = 500_000;

    /// <summary>Clock polarity and phase.</summary>
    public SpiMode Mode { get; set; }

    internal int Bus { get; }

    internal int ChipSelect { get; }
}

/// <summary>A part on an SPI bus.</summary>
public class SpiDevice
{
    // The driver's DMA buffer.
    const int LongestTransfer = 16384;
    const int OpeningBytes = 4;
    readonly BoardRun _run = Board.Run;
    readonly SpiBus _bus;
    readonly int _chipSelect;
    readonly int _hertz;

    internal SpiDevice(SpiConnectionSettings settings)
    {
        _bus = _run.Board.Spi(settings.Bus);
        _chipSelect = settings.ChipSelect;
        _hertz = _run.SpiClock(settings.Bus, settings.ClockFrequency);

        // The driver sends these to set up the clock line.
        _bus.Transfer(_chipSelect, _hertz, new byte[OpeningBytes], new byte[OpeningBytes]);
    }

    /// <summary>Opens a part; its bus must have its pins assigned.</summary>
    public static SpiDevice Create(SpiConnectionSettings settings)
    {
        var functions = Board.Run.Functions;
        functions.Demand(settings.Bus is 1 or 2, "an SPI bus", settings.Bus == 1
            ? [DeviceFunction.SPI1_MOSI, DeviceFunction.SPI1_MISO, DeviceFunction.SPI1_CLOCK]
            : [DeviceFunction.SPI2_MOSI, DeviceFunction.SPI2_MISO, DeviceFunction.SPI2_CLOCK]);
        return new SpiDevice(settings);
    }

    /// <summary>Sends and receives at the same time; both buffers have the same length, at most 16,384 bytes.</summary>
    public void TransferFullDuplex(SpanByte writeBuffer, SpanByte readBuffer) => Transfer(writeBuffer.Bytes, readBuffer.Bytes);

    /// <summary>Sends at most 16,384 bytes.</summary>
    public void Write(SpanByte buffer) => Transfer(buffer.Bytes, new byte[buffer.Bytes.Length]);

    void Transfer(Span<byte> mosi, Span<byte> miso)
    {
        _run.ThrowIfStopped();
        if (mosi.Length != miso.Length || mosi.Length > LongestTransfer)
        {
            // The controller would write past the end of the shorter buffer.
            throw new ArgumentException(
                $"Both buffers must have one length, at most {LongestTransfer} bytes; these have {mosi.Length} and {miso.Length}.");
        }

        _bus.Transfer(_chipSelect, _hertz, mosi, miso);
    }
}
