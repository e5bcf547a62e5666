using System.Threading;
using System;
using Pedestal.Core.Lane.Parts;
using Pedestal.Hal.Esp32;
using nanoFramework.Runtime.Native;

namespace Pedestal.Firmware
{
    /// <summary>The pedestal's application.</summary>
    public static class Program
    {
        const int PauseMilliseconds = 5000;

        /// <summary>Never returns, because the platform does not restart an application that has ended.</summary>
        public static void Main()
        {
            try
            {
                new Application(new VeinExtractor(), new EspCipher()).Run();
            }
            catch (Exception e)
            {
                // Gate, ring or console cannot be opened, so only an attached debugger can show why.
                Console.WriteLine("the board cannot be opened: " + e.Message);
            }

            // Long enough for a debugger to attach between two attempts.
            Thread.Sleep(PauseMilliseconds);
            Power.RebootDevice();
        }
    }
}
