namespace Pedestal.Core.Settings
{
    /// <summary>Whether an operator's command may change a setting, or only a technician in service mode.</summary>
    public enum RemoteChange
    {
        /// <summary>
        /// Never: with it an operator could impersonate somebody to the pedestal, or the pedestal to somebody. The default for
        /// new settings.
        /// </summary>
        Refused = 0,

        /// <summary>
        /// Only while the broker has to prove its identity, because otherwise the setting could lead to another broker.
        /// </summary>
        WithTls = 1,

        /// <summary>Always.</summary>
        Allowed = 2,
    }
}
