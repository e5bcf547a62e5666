namespace Pedestal.Hal
{
    /// <summary>
    /// Detects a thread that is stuck or dead. It counts its own checks instead of time, so that a TLS handshake, which stops all
    /// threads, does not look like a stuck thread.
    /// </summary>
    public sealed class Supervisor
    {
        readonly GuardedThread[] _threads;
        readonly int[] _seen;
        readonly int[] _missed;

        /// <summary>Watches these threads from the first check on.</summary>
        public Supervisor(GuardedThread[] threads)
        {
            _threads = threads;
            _seen = new int[threads.Length];
            _missed = new int[threads.Length];
        }

        /// <summary>
        /// Returns the first thread that has been stuck for longer than its patience, or null; call it once a second. A stuck thread
        /// cannot be freed, so the caller restarts the device.
        /// </summary>
        public GuardedThread Check()
        {
            GuardedThread stuck = null;
            for (var i = 0; i < _threads.Length; i++)
            {
                var rounds = _threads[i].Rounds;
                _missed[i] = rounds == _seen[i] ? _missed[i] + 1 : 0;
                _seen[i] = rounds;
                if (stuck == null && _missed[i] > _threads[i].PatienceSeconds)
                {
                    stuck = _threads[i];
                }
            }

            return stuck;
        }
    }
}
