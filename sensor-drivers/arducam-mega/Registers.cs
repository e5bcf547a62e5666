namespace Pedestal.ArducamMega
{
    /// <summary>
    /// Register addresses of the module. 0x00 to 0x0F and 0x3C to 0x4F take effect at once; 0x20 to 0x35 and 0x0A to 0x0E are
    /// forwarded to the sensor, and the module must be idle again before the next of them is written.
    /// </summary>
    public static class Register
    {
        /// <summary>A test register, which reads back the value written to it.</summary>
        public const byte Test = 0x00;

        /// <summary>Starts a capture and clears its done flag.</summary>
        public const byte CaptureControl = 0x04;

        /// <summary>Resets the module.</summary>
        public const byte Reset = 0x07;

        /// <summary>I2C address of the sensor inside the module.</summary>
        public const byte SensorAddress = 0x0A;

        /// <summary>Pixel format.</summary>
        public const byte Format = 0x20;

        /// <summary>Resolution code; the table depends on the sensor's id.</summary>
        public const byte Resolution = 0x21;

        /// <summary>Switches the automatic controls.</summary>
        public const byte AutoControl = 0x30;

        /// <summary>Manual gain, bits 9 and 8.</summary>
        public const byte GainHigh = 0x31;

        /// <summary>Manual gain, low byte.</summary>
        public const byte GainLow = 0x32;

        /// <summary>Manual exposure in lines, bits 19 to 16.</summary>
        public const byte ExposureHigh = 0x33;

        /// <summary>Manual exposure, bits 15 to 8.</summary>
        public const byte ExposureMiddle = 0x34;

        /// <summary>Manual exposure, low byte.</summary>
        public const byte ExposureLow = 0x35;

        /// <summary>Command that reads the frame buffer from its read pointer on.</summary>
        public const byte BurstRead = 0x3C;

        /// <summary>Id of the module's sensor.</summary>
        public const byte SensorId = 0x40;

        /// <summary>Day of the module's firmware.</summary>
        public const byte FirmwareDay = 0x43;

        /// <summary>Idle and capture-done flags.</summary>
        public const byte Status = 0x44;

        /// <summary>Bytes in the frame buffer, low byte.</summary>
        public const byte FifoLengthLow = 0x45;

        /// <summary>Bytes in the frame buffer, middle byte.</summary>
        public const byte FifoLengthMiddle = 0x46;

        /// <summary>Bytes in the frame buffer, high byte.</summary>
        public const byte FifoLengthHigh = 0x47;

        /// <summary>Version of the module's logic.</summary>
        public const byte LogicVersion = 0x49;

        /// <summary>Added to the address of a register to write it.</summary>
        public const byte WriteFlag = 0x80;
    }

    /// <summary>Values written to the registers and expected in them.</summary>
    public static class RegisterValue
    {
        /// <summary><see cref="Register.SensorId"/> of the 3MP module, the one sold with a NoIR lens.</summary>
        public const byte SensorId3Mp = 0x84;

        /// <summary><see cref="Register.Reset"/>: logic and sensor.</summary>
        public const byte ResetAll = 0x40;

        /// <summary><see cref="Register.SensorAddress"/>: the value that the vendor's start-up code writes.</summary>
        public const byte DebugAddress = 0x78;

        /// <summary><see cref="Register.Format"/>: YUV 4:2:2, Y first.</summary>
        public const byte FormatYuv = 0x03;

        /// <summary><see cref="Register.Resolution"/>: still, 128 x 128, in the table of ids below 0x85.</summary>
        public const byte Resolution128 = 0x0B;

        /// <summary><see cref="Register.AutoControl"/>: automatic gain off.</summary>
        public const byte ManualGain = 0x00;

        /// <summary><see cref="Register.AutoControl"/>: automatic exposure off.</summary>
        public const byte ManualExposure = 0x01;

        /// <summary><see cref="Register.AutoControl"/>: automatic white balance off.</summary>
        public const byte ManualWhiteBalance = 0x02;

        /// <summary><see cref="Register.CaptureControl"/>: clear the done flag.</summary>
        public const byte ClearDone = 0x01;

        /// <summary><see cref="Register.CaptureControl"/>: start a capture.</summary>
        public const byte StartCapture = 0x02;

        /// <summary><see cref="Register.Status"/>: the bits that show whether the sensor's bus is idle.</summary>
        public const byte IdleMask = 0x03;

        /// <summary><see cref="Register.Status"/>: the value of those bits when it is idle.</summary>
        public const byte Idle = 0x02;

        /// <summary><see cref="Register.Status"/>: the capture is done.</summary>
        public const byte Done = 0x04;
    }
}
