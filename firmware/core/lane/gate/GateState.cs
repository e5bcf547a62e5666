namespace Pedestal.Core.Lane.Gate
{
    /// <summary>How a gate is.</summary>
    public enum GateState
    {
        /// <summary>The relay followed the last pulse and let go after it; so too where no contact tells.</summary>
        Ok = 0,

        /// <summary>The relay did not follow the last pulse.</summary>
        NoFeedback = 1,

        /// <summary>The relay is pulled without a pulse.</summary>
        StuckOpen = 2,
    }
}
