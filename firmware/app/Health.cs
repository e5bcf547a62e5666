using Pedestal.Core.Console;
using Pedestal.Core.Log;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Ws2812Ring;

namespace Pedestal.Firmware
{
    /// <summary>What is wrong now, told on the ring, in the log and by the console's <c>status</c>.</summary>
    sealed class Health
    {
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
            var text = detail == null ? PartWords.Of(fault) : PartWords.Of(fault) + ": " + detail;
            _ring.ShowCode((int)fault);
            if (fault != _fault)
            {
                _parts.Log.Write(LogLevel.Error, "start", text);
            }

            _fault = fault;
            _parts.StartupFault = text;
        }

        /// <summary>The fault is over.</summary>
        internal void Clear()
        {
            _fault = StartupFault.None;
            _parts.StartupFault = PartWords.Of(StartupFault.None);
        }
    }
}
