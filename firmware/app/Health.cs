using Pedestal.Hal;
using Pedestal.Hal.Esp32;

namespace Pedestal.Firmware
{
    /// <summary>What is wrong now, told on the ring and on the console as soon as it changes.</summary>
    sealed class Health
    {
        static readonly string[] Names =
        {
            "none", "settings-missing", "settings-invalid", "storage-failed", "not-enough-memory", "camera-bus-failed",
            "range-bus-failed", "reader-port-failed", "wifi-no-interface", "wifi-no-address", "wifi-no-time", "wifi-failed",
            "crashed",
        };

        readonly Ws2812Indicator _ring;
        readonly SerialConsole _console;

        internal Health(Ws2812Indicator ring, SerialConsole console)
        {
            _ring = ring;
            _console = console;
        }

        /// <summary>The fault in a line, "none" without one.</summary>
        internal string Text { get; private set; } = Names[0];

        /// <summary>A step of the start-up began.</summary>
        internal void Progress(string what)
        {
            _ring.Show(Indication.Working);
            _console.WriteLine("start: " + what);
        }

        /// <summary>A fault, with what is known about it.</summary>
        internal void Report(StartupFault fault, string detail)
        {
            Text = detail == null ? Names[(int)fault] : Names[(int)fault] + ": " + detail;
            _ring.ShowCode((int)fault);
            _console.WriteLine("fault: " + Text);
        }

        /// <summary>The fault is over.</summary>
        internal void Clear()
        {
            Text = Names[0];
        }
    }
}
