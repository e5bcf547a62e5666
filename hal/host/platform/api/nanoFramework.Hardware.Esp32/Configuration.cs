using Pedestal.Hal.Host.Platform;

namespace nanoFramework.Hardware.Esp32;

/// <summary>The functions that a pin can have.</summary>
public enum DeviceFunction
{
    /// <summary>First SPI bus, data to the part.</summary>
    SPI1_MOSI = 65792,

    /// <summary>First SPI bus, data from the part.</summary>
    SPI1_MISO = 65793,

    /// <summary>First SPI bus, clock.</summary>
    SPI1_CLOCK = 65794,

    /// <summary>Second SPI bus, data to the part.</summary>
    SPI2_MOSI = 66048,

    /// <summary>Second SPI bus, data from the part.</summary>
    SPI2_MISO = 66049,

    /// <summary>Second SPI bus, clock.</summary>
    SPI2_CLOCK = 66050,

    /// <summary>First I2C bus, data.</summary>
    I2C1_DATA = 131328,

    /// <summary>First I2C bus, clock.</summary>
    I2C1_CLOCK = 131329,

    /// <summary>Second UART, to the part.</summary>
    COM2_TX = 197120,

    /// <summary>Second UART, from the part.</summary>
    COM2_RX = 197121,

    /// <summary>Third UART, to the part.</summary>
    COM3_TX = 197376,

    /// <summary>Third UART, from the part.</summary>
    COM3_RX = 197377,
}

/// <summary>Assigns functions to pins.</summary>
public class Configuration
{
    /// <summary>Assigns a function to a pin; call it before opening the bus or port that uses the pin.</summary>
    public static void SetPinFunction(int pin, DeviceFunction value) => Board.Run.Functions.Set(pin, value);
}
