namespace Pedestal.Core.Settings
{
    /// <summary>The result of a trial.</summary>
    public enum TrialVerdict
    {
        /// <summary>Nothing is on trial, or the trial is not over.</summary>
        Open = 0,

        /// <summary>The proof was given: the settings stay.</summary>
        Confirmed = 1,

        /// <summary>Time is up and the previous settings are back: restart.</summary>
        RolledBack = 2,
    }

    /// <summary>
    /// Watches whether settings on trial are confirmed in time. The operator's confirmation comes through the store. Not
    /// thread-safe.
    /// </summary>
    public sealed class SettingsTrial
    {
        /// <summary>Duration of the trial from the start.</summary>
        public const int Seconds = 300;

        // Flash that refuses is not tried again at every step.
        const long RetryMicroseconds = 10000000;

        readonly SettingsStore _store;
        readonly long _end;
        long _next;

        /// <summary>Starts with the start of the pedestal.</summary>
        public SettingsTrial(SettingsStore store, long nowMicroseconds)
        {
            _store = store;
            _end = nowMicroseconds + Seconds * 1000000L;
        }

        /// <summary>Confirms or rolls back when due; costs almost nothing while nothing is on trial.</summary>
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
