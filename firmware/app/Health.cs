using Pedestal.Core.Console;
using Pedestal.Core.Guidance;
using Pedestal.Core.Log;
using Pedestal.Core.Supervision;
using Pedestal.Hal;

namespace Pedestal.Firmware
{
    /// <summary>Reports the start-up's steps and faults on the ring, in the log and in the console's <c>status</c>.</summary>
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

        /// <summary>Reports that a step of the start-up has begun.</summary>
        internal void Progress(string step)
        {
            _indicator.Show(Indication.Working);
            _parts.Log.Write(LogLevel.Info, "start", step);
        }

        /// <summary>Reports a fault with details; a fault that persists is logged only once.</summary>
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

        /// <summary>Reports that the fault is over.</summary>
        internal void Clear()
        {
            _fault = StartupFault.None;
            _parts.StartupFault = PartWords.Of(StartupFault.None);
        }
    }
}
