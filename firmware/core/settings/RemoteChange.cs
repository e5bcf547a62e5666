namespace Pedestal.Core.Settings
{
    /// <summary>Whether an operator's command may change a setting, or only a technician in service mode.</summary>
    public enum RemoteChange
    {
        /// <summary>
        /// Never: with it an operator could be somebody else to the pedestal, or the pedestal to somebody else. What a new setting
        /// is until someone has thought about it.
        /// </summary>
        Refused = 0,

        /// <summary>While the broker has to prove who it is, since otherwise it leads to another broker.</summary>
        WithTls = 1,

        /// <summary>Always.</summary>
        Allowed = 2,
    }
}
