using Pedestal.Core.Log;
using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>Logs exceptions that the threads have caught.</summary>
    public sealed class ThreadLog
    {
        readonly EventLog _log;
        readonly GuardedThread[] _threads;
        readonly int[] _told;

        /// <summary>Watches these threads.</summary>
        public ThreadLog(EventLog log, GuardedThread[] threads)
        {
            _log = log;
            _threads = threads;
            _told = new int[threads.Length];
        }

        /// <summary>Logs each thread that caught something since the last call; call it now and then.</summary>
        public void Check()
        {
            for (var i = 0; i < _threads.Length; i++)
            {
                var failures = _threads[i].Failures;
                if (failures != _told[i])
                {
                    _told[i] = failures;
                    _log.Write(LogLevel.Error, _threads[i].Name, "continued after: " + _threads[i].Fault);
                }
            }
        }
    }
}
