namespace Pedestal.Core.Settings
{
    /// <summary>What became of settings on trial.</summary>
    public enum TrialVerdict
    {
        /// <summary>Nothing is on trial, or it is not over.</summary>
        Open = 0,

        /// <summary>They brought about what they had to: the settings stay.</summary>
        Confirmed = 1,

        /// <summary>Time is up and the previous settings are back: restart.</summary>
        RolledBack = 2,
    }

    /// <summary>
    /// Watches whether settings on trial prove themselves in time. That the operator is heard it is told through the store. For
    /// one thread.
    /// </summary>
    public sealed class SettingsTrial
    {
        /// <summary>From the start to the end of the trial.</summary>
        public const int Seconds = 300;

        // Flash that refuses is not asked at every step.
        const long RetryMicroseconds = 10000000;

        readonly SettingsStore _store;
        readonly long _end;
        long _next;

        /// <summary>Begins with the start of the pedestal.</summary>
        public SettingsTrial(SettingsStore store, long nowMicroseconds)
        {
            _store = store;
            _end = nowMicroseconds + Seconds * 1000000L;
        }

        /// <summary>Confirms, or rolls back, when it is time; costs next to nothing while nothing is on trial.</summary>
        public TrialVerdict Watch(bool isConnected, long nowMicroseconds)
        {
            var isProved = isConnected && _store.Trial == TrialProof.Broker;
            if (!_store.IsTrialStart || nowMicroseconds < _next || !isProved && nowMicroseconds < _end)
            {
                return TrialVerdict.Open;
            }

            _next = nowMicroseconds + RetryMicroseconds;
            return (isProved ? _store.Confirm() : _store.RollBack()) != SettingsResult.Done ? TrialVerdict.Open
                : isProved ? TrialVerdict.Confirmed
                : TrialVerdict.RolledBack;
        }
    }
}
