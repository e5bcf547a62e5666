using Pedestal.Core.Log;
using Pedestal.Core.Settings;
using Pedestal.Hal;

namespace Pedestal.Core.Service
{
    /// <summary>
    /// The mode in which a technician works on the pedestal. A code starts it, and it ends by itself. Guessing is slow: after
    /// three wrong codes in a row each further guess has to wait twice as long as the previous one, even after a restart.
    /// </summary>
    public sealed class ServiceMode
    {
        /// <summary>Duration in minutes, unless it is renewed.</summary>
        public const int Minutes = 15;

        const int FreeAttempts = 3;
        const int FirstWaitSeconds = 30;

        // The longest wait: 30 s doubled five times, 16 min.
        const int LongestWaitAttempts = FreeAttempts + 5;
        readonly IClock _clock;
        readonly EventLog _log;
        readonly GuessCounter _guesses;
        bool _isRead;
        SettingsState _state;
        string _code;
        long _until;
        long _nextAttempt;

        /// <summary>Creates it; it cannot start before the settings are loaded. A file counts the guesses.</summary>
        public ServiceMode(IClock clock, EventLog log, IFileStore files)
        {
            _clock = clock;
            _log = log;
            _guesses = new GuessCounter(files, LongestWaitAttempts);
        }

        /// <summary>Whether it is on.</summary>
        public bool IsOn
        {
            get { return _until > 0 && _clock.NowMicroseconds() < _until; }
        }

        /// <summary>Seconds until it ends by itself; 0 when it is off.</summary>
        public int RemainingSeconds
        {
            get { return IsOn ? (int)((_until - _clock.NowMicroseconds() + 999999) / 1000000) : 0; }
        }

        /// <summary>
        /// Takes the code from the loaded settings. A stored code counts even if it is no longer valid; one that cannot be typed
        /// locks service mode. Wrong codes before a restart delay the first guess after it.
        /// </summary>
        public void Open(SettingsStore store)
        {
            var code = store.Values()[SettingsSchema.IndexOf(SettingNames.ServiceCode)];
            _code = code == null || code.Length == 0 ? null : code;
            _state = store.State;
            _isRead = true;
            _guesses.Load();
            _nextAttempt = _clock.NowMicroseconds() + WaitMicroseconds();
        }

        /// <summary>Null if a command with this need may run now, otherwise why not.</summary>
        public string Refusal(ServiceNeed need)
        {
            return need == ServiceNeed.None || IsOn ? null
                : !_isRead ? "the settings have not been read yet; try again in a moment"
                : _code != null ? "this works only in service mode; 'service CODE' starts it"
                : _state == SettingsState.StorageFailed
                    ? "the flash cannot be read, so the service code is unknown; switch the pedestal off and on"
                : _state == SettingsState.Damaged || _state == SettingsState.TooNew
                    ? need == ServiceNeed.Recover ? null : "the stored settings cannot be read; 'factory-reset' erases them"
                : need == ServiceNeed.Service ? "no service code is set; set " + SettingNames.ServiceCode + " first" : null;
        }

        /// <summary>Tries a code. Null, or why service mode did not start.</summary>
        public string Enter(string code)
        {
            if (!_isRead || _code == null)
            {
                return IsOn ? null : Refusal(ServiceNeed.Service);
            }

            var now = _clock.NowMicroseconds();
            if (now < _nextAttempt)
            {
                return "too many wrong codes; the next attempt is possible in "
                    + ((_nextAttempt - now + 999999) / 1000000).ToString() + " s";
            }

            if (!_guesses.Add())
            {
                return "the flash cannot count the attempt, so no code is accepted; 'selftest flash' says more";
            }

            if (!IsSame(code, _code))
            {
                _nextAttempt = now + WaitMicroseconds();
                _log.Write(LogLevel.Warning, "service", "wrong code");
                return "wrong code";
            }

            _guesses.Clear();
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

        /// <summary>Ends it when its time is over; call it at every step.</summary>
        public void Tend()
        {
            if (_until > 0 && !IsOn)
            {
                Leave();
            }
        }

        long WaitMicroseconds()
        {
            return _guesses.Count < FreeAttempts ? 0 : (FirstWaitSeconds << (_guesses.Count - FreeAttempts)) * 1000000L;
        }

        /// <summary>Compares in a time that does not depend on how many characters are right.</summary>
        static bool IsSame(string typed, string code)
        {
            var difference = typed.Length ^ code.Length;
            for (var i = 0; i < typed.Length; i++)
            {
                difference |= typed[i] ^ (i < code.Length ? code[i] : 0);
            }

            return difference == 0;
        }
    }
}
