using System;
using Pedestal.Core.Supervision;

namespace Pedestal.Firmware
{
    /// <summary>The start-up cannot continue: a person has to act, or a later restart may help.</summary>
    sealed class StartupException : Exception
    {
        internal readonly StartupFault Fault;

        internal StartupException(StartupFault fault, string detail)
            : base(detail)
        {
            Fault = fault;
        }
    }
}
