using Pedestal.Core;
using Pedestal.Hal;
using Pedestal.Hal.Esp32;

namespace Pedestal.Firmware
{
    /// <summary>What is wrong now, told on the ring, in the log and by the console's <c>status</c>.</summary>
    sealed class Health
    {
        static readonly string[] Names =
        {
            "none", "settings-missing", "settings-invalid", "storage-failed", "not-enough-memory", "camera-bus-failed",
            "range-bus-failed", "reader-port-failed", "wifi-no-interface", "wifi-no-address", "wifi-no-time", "wifi-failed",
            "crashed",
        };

        readonly Ws2812Indicator _ring;
        readonly ConsoleParts _parts;
        StartupFault _fault;

        internal Health(Ws2812Indicator ring, ConsoleParts parts)
        {
            _ring = ring;
            _parts = parts;
        }

        /// <summary>A step of the start-up began.</summary>
        internal void Progress(string what)
        {
            _ring.Show(Indication.Working);
            _parts.Log.Write(LogLevel.Info, "start", what);
        }

        /// <summary>A fault, with what is known about it. One that lasts is told once.</summary>
        internal void Report(StartupFault fault, string detail)
        {
            var text = detail == null ? Names[(int)fault] : Names[(int)fault] + ": " + detail;
            _ring.ShowCode((int)fault);
            if (fault != _fault)
            {
                _parts.Log.Write(LogLevel.Error, "start", text);
            }

            _fault = fault;
            _parts.Fault = text;
        }

        /// <summary>The fault is over.</summary>
        internal void Clear()
        {
            _fault = StartupFault.None;
            _parts.Fault = Names[0];
        }
    }
}
