using Pedestal.Core.Console;
using Pedestal.Core.Guidance;
using Pedestal.Core.Log;
using Pedestal.Core.Supervision;
using Pedestal.Hal;

namespace Pedestal.Firmware
{
    /// <summary>What is wrong now, told on the ring, in the log and by the console's <c>status</c>.</summary>
    sealed class Health
    {
        readonly GuestIndicator _indicator;
        readonly ConsoleParts _parts;
        StartupFault _fault;

        internal Health(GuestIndicator indicator, ConsoleParts parts)
        {
            _indicator = indicator;
            _parts = parts;
        }

        /// <summary>A step of the start-up began.</summary>
        internal void Progress(string what)
        {
            _indicator.Show(Indication.Working);
            _parts.Log.Write(LogLevel.Info, "start", what);
        }

        /// <summary>A fault, with what is known about it. One that lasts is told once.</summary>
        internal void Report(StartupFault fault, string detail)
        {
            var text = detail == null ? PartWords.Of(fault) : PartWords.Of(fault) + ": " + detail;
            _indicator.ShowFault((int)fault);
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
