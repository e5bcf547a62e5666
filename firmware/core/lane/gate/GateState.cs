namespace Pedestal.Core.Lane.Gate
{
    /// <summary>The states of a gate.</summary>
    public enum GateState
    {
        /// <summary>The relay followed the last pulse and released after it; also where no contact is wired.</summary>
        Ok = 0,

        /// <summary>The relay did not follow the last pulse.</summary>
        NoFeedback = 1,

        /// <summary>The relay is pulled without a pulse.</summary>
        StuckOpen = 2,
    }
}
