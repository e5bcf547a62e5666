namespace Pedestal.Hal.Host.Chips;

/// <summary>
/// What is soldered to which GPIO, bus and port: the table of firmware/app/README.md. The firmware says the same in its own words,
/// as it is another hand that solders; parts that it looks for elsewhere do not answer.
/// </summary>
static class Wiring
{
    public const int Buzzer = 1;
    public const int GatePass = 2;
    public const int GateTrigger = 7;
    public const int CameraSelect = 10;
    public const int CameraLight = 14;
    public const int CameraPower = 21;
    public const int Watchdog = 41;
    public const int GateFeedback = 47;
    public const int RangeBus = 1;
    public const int CameraBus = 1;
    public const int RingBus = 2;
    public const int NoSelect = -1;
    public const string ReaderPort = "COM2";
}
