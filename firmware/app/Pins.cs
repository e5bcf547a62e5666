namespace Pedestal.Firmware
{
    /// <summary>
    /// GPIO numbers for the wiring in README.md, for an ESP32-S3-DevKitC-1 with 8 MB of octal PSRAM. Not used are 0, 3, 45, 46
    /// (boot straps), 19, 20 (USB), 26 to 37 (flash and PSRAM), 43, 44 (debugger).
    /// </summary>
    static class Pins
    {
        internal const int Buzzer = 1;
        internal const int GatePass = 2;
        internal const int GateTrigger = 7;
        internal const int GateFeedback = 47;
        internal const int Watchdog = 41;

        internal const int RangeData = 8;
        internal const int RangeClock = 9;

        internal const int CameraSelect = 10;
        internal const int CameraMosi = 11;
        internal const int CameraClock = 12;
        internal const int CameraMiso = 13;
        internal const int CameraLight = 14;
        internal const int CameraLightRight = 40;
        internal const int CameraLightHigh = 42;
        internal const int CameraPower = 21;

        internal const int ConsoleTransmit = 15;
        internal const int ConsoleReceive = 16;

        internal const int ReaderTransmit = 17;
        internal const int ReaderReceive = 18;

        internal const int RingData = 4;

        // The bus requires these pins; nothing is connected to them.
        internal const int RingUnusedMiso = 5;
        internal const int RingUnusedClock = 6;
    }
}
