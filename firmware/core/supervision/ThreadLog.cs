using Pedestal.Core.Log;
using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>Writes into the log what the threads caught.</summary>
    public sealed class ThreadLog
    {
        readonly EventLog _log;
        readonly GuardedThread[] _threads;
        readonly int[] _told;

        /// <summary>For these threads.</summary>
        public ThreadLog(EventLog log, GuardedThread[] threads)
        {
            _log = log;
            _threads = threads;
            _told = new int[threads.Length];
        }

        /// <summary>To be called every now and then: a record for each thread that caught something since the last call.</summary>
        public void Look()
        {
            for (var i = 0; i < _threads.Length; i++)
            {
                var failures = _threads[i].Failures;
                if (failures != _told[i])
                {
                    _told[i] = failures;
                    _log.Write(LogLevel.Error, _threads[i].Name, "went on after: " + _threads[i].Trouble);
                }
            }
        }
    }
}
