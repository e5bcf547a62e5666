namespace Pedestal.Core.Settings
{
    /// <summary>The proof that settings on trial need to stay.</summary>
    public enum TrialProof
    {
        /// <summary>Nothing: they are not on trial.</summary>
        None = 0,

        /// <summary>The connection to the broker; a technician is present if more is wrong.</summary>
        Broker = 1,

        /// <summary>
        /// A command of the operator that reaches the pedestal, so that a remote change does not lock the operator out.
        /// </summary>
        Operator = 2,
    }
}
