using System.Threading;
using nanoFramework.Runtime.Native;

namespace Pedestal.Hal.Esp32
{
    /// <summary>Reboots when a thread hangs; the platform does not offer the controller's own watchdog to managed code.</summary>
    public sealed class SoftWatchdog
    {
        const int PeriodMilliseconds = 1000;
        readonly Supervisor _supervisor;

        /// <summary>A watchdog over these threads.</summary>
        public SoftWatchdog(params GuardedThread[] threads)
        {
            _supervisor = new Supervisor(threads);
        }

        /// <summary>Starts the watchdog's thread.</summary>
        public void Start()
        {
            var thread = new Thread(Watch);
            thread.Priority = ThreadPriority.Highest;
            thread.Start();
        }

        void Watch()
        {
            do
            {
                Thread.Sleep(PeriodMilliseconds);
            }
            while (_supervisor.Check() == null);

            Power.RebootDevice();
        }
    }
}
