using System;
using Pedestal.Core.Supervision;

namespace Pedestal.Firmware
{
    /// <summary>The start-up cannot go on until a person has done something.</summary>
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
