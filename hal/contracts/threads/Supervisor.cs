namespace Pedestal.Hal
{
    /// <summary>
    /// Notices a thread that is stuck or dead. It counts its own checks and not time, so that a handshake during which no
    /// thread runs does not look like a thread that hangs.
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
        /// To be called once a second: the first thread that has not come round for longer than its patience, or null.
        /// A thread cannot be taken back from what holds it, so the remedy is to restart the device.
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
