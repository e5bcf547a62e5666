using System;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace Pedestal.Hal.Esp32
{
    /// <summary>The ESP32-S3.</summary>
    public sealed class EspSystem : ISystemInfo
    {
        // An earlier year means that the clock has not been set: it starts in 1970 or with the image's date.
        const int FirstYear = 2026;

        /// <inheritdoc/>
        public string Firmware
        {
            get { return FirmwareVersion.Text; }
        }

        /// <inheritdoc/>
        public string Platform
        {
            get
            {
                var version = SystemInfo.Version;
                return "nanoFramework " + version.Major.ToString() + "." + version.Minor.ToString() + "." + version.Build.ToString()
                    + "." + version.Revision.ToString();
            }
        }

        /// <inheritdoc/>
        public string Board
        {
            get { return "ESP32-S3"; }
        }

        /// <inheritdoc/>
        public long FreeMemory()
        {
            return nanoFramework.Runtime.Native.GC.Run(false);
        }

        /// <inheritdoc/>
        public long FreeInternalMemory()
        {
            NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out _, out var free, out _);
            return free;
        }

        /// <inheritdoc/>
        public string UtcTime()
        {
            var now = DateTime.UtcNow;
            return now.Year < FirstYear
                ? null
                : now.Year.ToString() + "-" + Two(now.Month) + "-" + Two(now.Day) + "T" + Two(now.Hour) + ":" + Two(now.Minute)
                    + ":" + Two(now.Second) + "Z";
        }

        /// <inheritdoc/>
        public void Reboot()
        {
            Power.RebootDevice();
        }

        static string Two(int value)
        {
            return (100 + value).ToString().Substring(1);
        }
    }
}
