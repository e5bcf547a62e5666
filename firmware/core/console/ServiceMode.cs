using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// A technician at work: opened by a code, ends by itself. Guessing is slow: after three wrong codes in a row each next
    /// attempt has to wait twice as long as the one before.
    /// </summary>
    public sealed class ServiceMode
    {
        /// <summary>Longest code.</summary>
        public const int LongestCode = 32;

        /// <summary>How long it lasts without being renewed.</summary>
        public const int Minutes = 15;

        const int FreeAttempts = 3;
        const int FirstWaitSeconds = 30;
        const int LongestWaitSeconds = 960;
        readonly IClock _clock;
        readonly EventLog _log;
        string _code;
        long _until;
        long _nextAttempt;
        int _wrong;

        /// <summary>Service mode that no code opens yet.</summary>
        public ServiceMode(IClock clock, EventLog log)
        {
            _clock = clock;
            _log = log;
        }

        /// <summary>Whether the pedestal is in service.</summary>
        public bool IsOn
        {
            get { return _until > 0 && _clock.NowMicroseconds() < _until; }
        }

        /// <summary>Whether there is a code. Without one a pedestal is not commissioned yet, and its settings are open.</summary>
        public bool HasCode
        {
            get { return _code != null; }
        }

        /// <summary>Seconds until it ends by itself; 0 when it is off.</summary>
        public int RemainingSeconds
        {
            get { return IsOn ? (int)((_until - _clock.NowMicroseconds() + 999999) / 1000000) : 0; }
        }

        /// <summary>Sets the code of the settings; null or empty for none.</summary>
        public void SetCode(string code)
        {
            _code = code == null || code.Length == 0 || code.Length > LongestCode ? null : code;
        }

        /// <summary>Tries a code. Null, or why service mode did not begin.</summary>
        public string Enter(string code)
        {
            if (_code == null)
            {
                return "no service code is set; set service.code first";
            }

            var now = _clock.NowMicroseconds();
            if (now < _nextAttempt)
            {
                return "too many wrong codes; the next attempt is possible in "
                    + ((_nextAttempt - now + 999999) / 1000000).ToString() + " s";
            }

            if (!IsSame(code, _code))
            {
                Refuse(now);
                return "wrong code";
            }

            _wrong = 0;
            _until = now + Minutes * 60000000L;
            _log.Write(LogLevel.Warning, "service", "on");
            return null;
        }

        /// <summary>Ends it.</summary>
        public void Leave()
        {
            if (_until > 0)
            {
                _until = 0;
                _log.Write(LogLevel.Warning, "service", "off");
            }
        }

        /// <summary>Ends it when its time is over; to be called often.</summary>
        public void Tend()
        {
            if (_until > 0 && !IsOn)
            {
                Leave();
            }
        }

        void Refuse(long now)
        {
            _wrong++;
            _log.Write(LogLevel.Warning, "service", "wrong code");
            if (_wrong >= FreeAttempts)
            {
                var seconds = FirstWaitSeconds;
                for (var i = FreeAttempts; i < _wrong && seconds < LongestWaitSeconds; i++)
                {
                    seconds *= 2;
                }

                _nextAttempt = now + seconds * 1000000L;
            }
        }

        /// <summary>Takes as long for a code with one right character as for one with all but one.</summary>
        static bool IsSame(string a, string b)
        {
            var difference = a.Length ^ b.Length;
            for (var i = 0; i < LongestCode; i++)
            {
                difference |= (i < a.Length ? a[i] : 0) ^ (i < b.Length ? b[i] : 0);
            }

            return difference == 0;
        }
    }
}
