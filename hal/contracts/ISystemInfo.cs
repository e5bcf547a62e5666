namespace Pedestal.Hal
{
    /// <summary>The controller that the firmware runs on.</summary>
    public interface ISystemInfo
    {
        /// <summary>The firmware's version.</summary>
        string Firmware { get; }

        /// <summary>The platform's name and version.</summary>
        string Platform { get; }

        /// <summary>The board's name.</summary>
        string Board { get; }

        /// <summary>Bytes free for the firmware's own objects.</summary>
        long FreeMemory();

        /// <summary>Bytes free for drivers and encryption.</summary>
        long FreeInternalMemory();

        /// <summary>The time of day in UTC, <c>2026-11-23T20:15:00Z</c>; null while it is not known.</summary>
        string UtcTime();

        /// <summary>Restarts the pedestal; does not return on a device.</summary>
        void Reboot();
    }
}
