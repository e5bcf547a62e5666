using System;

namespace Pedestal.Hal
{
    /// <summary>
    /// A thread that survives exceptions: it pauses, from one second up to half a minute, and continues. The
    /// <see cref="Supervisor"/> sees each round as a sign of life.
    /// </summary>
    public sealed class GuardedThread
    {
        /// <summary>Its name in the log.</summary>
        public readonly string Name;

        /// <summary>Longest time of a round, seconds.</summary>
        public readonly int PatienceSeconds;

        const int FirstPauseMilliseconds = 1000;
        const int LongestPauseMilliseconds = 30000;
        readonly IWork _work;
        readonly IClock _clock;
        int _rounds;
        int _failures;
        string _fault;

        /// <summary>Creates a thread that is not running.</summary>
        public GuardedThread(string name, IWork work, int patienceSeconds, IClock clock)
        {
            Name = name;
            PatienceSeconds = patienceSeconds;
            _work = work;
            _clock = clock;
        }

        /// <summary>Rounds, pauses and signs of life so far; while the number does not change, the thread is stuck.</summary>
        public int Rounds
        {
            get { return _rounds; }
        }

        /// <summary>Number of rounds that threw.</summary>
        public int Failures
        {
            get { return _failures; }
        }

        /// <summary>Message of the last exception; null if there was none.</summary>
        public string Fault
        {
            get { return _fault; }
        }

        /// <summary>Gives a sign of life in the middle of a long round; called by the thread itself.</summary>
        public void Alive()
        {
            _rounds++;
        }

        /// <summary>Runs on the calling thread and returns when the work has ended.</summary>
        public void Run()
        {
            var backoff = new Backoff(_clock, FirstPauseMilliseconds, LongestPauseMilliseconds);
            while (true)
            {
                try
                {
                    if (!_work.DoRound())
                    {
                        return;
                    }

                    backoff.Reset();
                }
                catch (Exception e)
                {
                    _failures++;
                    _fault = e.Message;
                    _clock.Sleep(backoff.Fail());
                }

                _rounds++;
            }
        }
    }
}
