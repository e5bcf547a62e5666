using System;

namespace Pedestal.Hal
{
    /// <summary>
    /// A thread that no exception ends: it pauses, from one second up to half a minute, and goes on. Each round is a sign of
    /// life for the <see cref="Supervisor"/>.
    /// </summary>
    public sealed class GuardedThread
    {
        /// <summary>Its name, for people.</summary>
        public readonly string Name;

        /// <summary>Seconds that one round may take.</summary>
        public readonly int PatienceSeconds;

        const int FirstPauseMilliseconds = 1000;
        const int LongestPauseMilliseconds = 30000;
        readonly IWork _work;
        readonly IClock _clock;
        int _rounds;
        int _failures;
        string _fault;

        /// <summary>A thread that has not been started.</summary>
        public GuardedThread(string name, IWork work, int patienceSeconds, IClock clock)
        {
            Name = name;
            PatienceSeconds = patienceSeconds;
            _work = work;
            _clock = clock;
        }

        /// <summary>Rounds, pauses and signs of life so far: a number that stands still is a thread that does.</summary>
        public int Rounds
        {
            get { return _rounds; }
        }

        /// <summary>Rounds that threw.</summary>
        public int Failures
        {
            get { return _failures; }
        }

        /// <summary>What the last of them said; null if there was none.</summary>
        public string Fault
        {
            get { return _fault; }
        }

        /// <summary>A sign of life in the middle of a long round, from the thread itself.</summary>
        public void Alive()
        {
            _rounds++;
        }

        /// <summary>Works on the calling thread; returns when the work has ended.</summary>
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
