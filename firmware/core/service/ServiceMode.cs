using Pedestal.Core.Log;
using Pedestal.Core.Settings;
using Pedestal.Hal;

namespace Pedestal.Core.Service
{
    /// <summary>
    /// A technician at work: opened by a code, ends by itself. Guessing is slow: after three wrong codes in a row each next
    /// attempt has to wait twice as long as the one before, also over restarts.
    /// </summary>
    public sealed class ServiceMode
    {
        /// <summary>How long it lasts without being renewed.</summary>
        public const int Minutes = 15;

        const int FreeAttempts = 3;
        const int FirstWaitSeconds = 30;

        // From here on the wait does not grow: 30 s doubled five times, 16 min.
        const int LongestWaitAttempts = FreeAttempts + 5;
        readonly IClock _clock;
        readonly EventLog _log;
        readonly GuessCounter _guesses;
        bool _isRead;
        SettingsState _state;
        string _code;
        long _until;
        long _nextAttempt;

        /// <summary>Service mode that nothing opens before the settings are read; attempts are counted in a file.</summary>
        public ServiceMode(IClock clock, EventLog log, IFileStore files)
        {
            _clock = clock;
            _log = log;
            _guesses = new GuessCounter(files, LongestWaitAttempts);
        }

        /// <summary>Whether the pedestal is in service.</summary>
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
        /// The settings are read. The stored code counts as it is, even where it is no longer one that would be taken: what cannot be
        /// typed locks. Attempts before a restart make the first one after it wait.
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

        /// <summary>Null when what needs this may be done now, or why not.</summary>
        public string Refusal(ServiceNeed need)
        {
            return need == ServiceNeed.None || IsOn ? null
                : !_isRead ? "the settings are not read yet; try again in a moment"
                : _code != null ? "this works in service mode only; 'service CODE' begins it"
                : _state == SettingsState.StorageFailed ? "the flash cannot be read, the code neither; cut the power and try again"
                : _state == SettingsState.Damaged || _state == SettingsState.TooNew
                    ? need == ServiceNeed.Recover ? null : "the stored settings cannot be read; 'factory-reset' erases them"
                : need == ServiceNeed.Service ? "no service code is set; set " + SettingNames.ServiceCode + " first" : null;
        }

        /// <summary>Tries a code. Null, or why service mode did not begin.</summary>
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
                return "the flash cannot count the attempt, so none is possible; 'selftest flash' says more";
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

        /// <summary>Ends it when its time is over; to be called often.</summary>
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

        /// <summary>Takes as long for a code with one right character as for one with all but one.</summary>
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
