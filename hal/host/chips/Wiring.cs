namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// What is soldered to which GPIO, bus and port: the table of firmware/app/README.md. The firmware has its own copy on purpose, so
/// that a wrong pin in either shows: a part that the firmware expects elsewhere does not respond.
/// </summary>
public static class Wiring
{
    /// <summary>GPIO of the buzzer.</summary>
    public const int Buzzer = 1;

    /// <summary>GPIO of the turnstile's PASS contact.</summary>
    public const int GatePass = 2;

    /// <summary>GPIO that triggers the gate's monostable.</summary>
    public const int GateTrigger = 7;

    /// <summary>GPIO of the camera's chip select.</summary>
    public const int CameraSelect = 10;

    /// <summary>GPIO of the near-infrared LEDs.</summary>
    public const int CameraLight = 14;

    /// <summary>GPIO that enables the right bank of them.</summary>
    public const int CameraLightRight = 40;

    /// <summary>GPIO of their higher current.</summary>
    public const int CameraLightHigh = 42;

    /// <summary>GPIO of the camera's supply switch; low is on.</summary>
    public const int CameraPower = 21;

    /// <summary>GPIO of the watchdog chip's input.</summary>
    public const int Watchdog = 41;

    /// <summary>GPIO of the relay's second contact.</summary>
    public const int GateFeedback = 47;

    /// <summary>I2C bus of range finder and thermometer.</summary>
    public const int RangeBus = 1;

    /// <summary>SPI bus of the camera.</summary>
    public const int CameraBus = 1;

    /// <summary>SPI bus of the ring.</summary>
    public const int RingBus = 2;

    /// <summary>A part without chip select.</summary>
    public const int NoSelect = -1;

    /// <summary>UART of the code reader.</summary>
    public const string ReaderPort = "COM2";
}
