namespace Pedestal.Hal
{
    /// <summary>What came of a camera operation. Every failure is its own value, so the lane can name it and act on it.</summary>
    public enum CameraStatus
    {
        /// <summary>Done; the data is good.</summary>
        Ok = 0,

        /// <summary>Nothing answers on the bus (all 0x00 or 0xFF).</summary>
        NotResponding = 1,

        /// <summary>Something answers, but it is not the camera this driver is for.</summary>
        WrongSensor = 2,

        /// <summary>The sensor stayed busy after a register write or a reset.</summary>
        BusyTimeout = 3,

        /// <summary>A capture was started and never reported done.</summary>
        CaptureTimeout = 4,

        /// <summary>The FIFO does not hold exactly one frame of the configured size.</summary>
        WrongFifoLength = 5,

        /// <summary>The bus returned altered bits: a test value written did not read back.</summary>
        BusCorrupted = 6,

        /// <summary>Every register reads the same: the module is wedged until its power is cycled.</summary>
        Wedged = 7,

        /// <summary>The picture is the one before: it did not follow the illumination.</summary>
        StalePicture = 8,

        /// <summary>Capture was called before a successful start.</summary>
        NotStarted = 9,
    }
}
