namespace Pedestal.Core.Supervision
{
    /// <summary>Why a pedestal does not serve. The number is the count of red LEDs on the ring.</summary>
    public enum StartupFault
    {
        /// <summary>It serves, or is about to.</summary>
        None = 0,

        /// <summary>No settings are stored: a new pedestal.</summary>
        SettingsMissing = 1,

        /// <summary>The settings are incomplete or wrong.</summary>
        SettingsInvalid = 2,

        /// <summary>The file system does not work.</summary>
        StorageFailed = 3,

        /// <summary>Too little memory for the frames: a module or an image without PSRAM.</summary>
        NotEnoughMemory = 4,

        /// <summary>The camera's bus or switches cannot be opened. A camera that does not reply is not this fault.</summary>
        CameraBusFailed = 5,

        /// <summary>The range finder's bus cannot be opened.</summary>
        RangeBusFailed = 6,

        /// <summary>The code reader's port cannot be opened.</summary>
        ReaderPortFailed = 7,

        /// <summary>The image has no Wi-Fi interface.</summary>
        WifiNoInterface = 8,

        /// <summary>No address from the Wi-Fi network; retried forever.</summary>
        WifiNoAddress = 9,

        /// <summary>No time of day from the time server; retried forever.</summary>
        WifiNoTime = 10,

        /// <summary>The Wi-Fi driver refused; retried forever.</summary>
        WifiFailed = 11,

        /// <summary>The firmware has a defect; it reboots.</summary>
        Crashed = 12,
    }
}
