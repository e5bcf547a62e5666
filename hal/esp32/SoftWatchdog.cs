using System.Threading;
using nanoFramework.Runtime.Native;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// Reboots when the main loop no longer turns; the platform gives managed code no hardware watchdog. It counts its own
    /// wake-ups and not time, so that a handshake during which no thread runs does not look like a loop that hangs.
    /// </summary>
    public sealed class SoftWatchdog
    {
        const int PeriodMilliseconds = 1000;
        readonly int _patience;
        bool _fed = true;

        /// <summary>A watchdog that bites after so many seconds without <see cref="Feed"/>.</summary>
        public SoftWatchdog(int seconds)
        {
            _patience = seconds;
        }

        /// <summary>Begins to watch.</summary>
        public void Start()
        {
            var thread = new Thread(Watch);
            thread.Priority = ThreadPriority.Highest;
            thread.Start();
        }

        /// <summary>Says that the main loop turns.</summary>
        public void Feed()
        {
            _fed = true;
        }

        void Watch()
        {
            var missed = 0;
            while (missed < _patience)
            {
                Thread.Sleep(PeriodMilliseconds);
                missed = _fed ? 0 : missed + 1;
                _fed = false;
            }

            Power.RebootDevice();
        }
    }
}
