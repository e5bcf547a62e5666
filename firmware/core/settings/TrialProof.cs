namespace Pedestal.Core.Settings
{
    /// <summary>What settings on trial have to bring about to stay.</summary>
    public enum TrialProof
    {
        /// <summary>Nothing: they are not on trial.</summary>
        None = 0,

        /// <summary>The connection to the broker; a technician is there, should more be wrong.</summary>
        Broker = 1,

        /// <summary>A command of the operator that reaches the pedestal: whoever changed them from afar is not shut out.</summary>
        Operator = 2,
    }
}
