namespace Pedestal.Hal
{
    /// <summary>The result of a camera operation. Each fault has its own value for reports and for the lane.</summary>
    public enum CameraStatus
    {
        /// <summary>The operation succeeded.</summary>
        Ok = 0,

        /// <summary>Nothing responds on the bus (all bytes are 0x00 or 0xFF).</summary>
        NotResponding = 1,

        /// <summary>A device responds, but it is not the driver's camera.</summary>
        WrongSensor = 2,

        /// <summary>The sensor stayed busy after a register write or a reset.</summary>
        BusyTimeout = 3,

        /// <summary>A capture was started but did not finish in time.</summary>
        CaptureTimeout = 4,

        /// <summary>The FIFO does not contain exactly one frame of the configured size.</summary>
        WrongFifoLength = 5,

        /// <summary>The bus alters bits: a written test value did not read back.</summary>
        BusCorrupted = 6,

        /// <summary>All registers read the same value: the module hangs until its power is cycled.</summary>
        Wedged = 7,

        /// <summary>The picture is the previous one: it did not follow the illumination.</summary>
        StalePicture = 8,

        /// <summary>Capture was called before a successful start.</summary>
        NotStarted = 9,

        /// <summary>The left bank of LEDs does not light the palm.</summary>
        LeftLedsDark = 10,

        /// <summary>The right bank of LEDs does not light the palm, or cannot be told from the left one.</summary>
        RightLedsDark = 11,
    }
}
