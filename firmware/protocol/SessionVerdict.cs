namespace Pedestal.Protocol
{
    /// <summary>How an authentic request relates to its receiver's session.</summary>
    public enum SessionVerdict
    {
        /// <summary>It is later in the session than all earlier requests: act on it.</summary>
        Fresh = 0,

        /// <summary>It belongs to the session, but is not later than all earlier requests: drop it.</summary>
        Repeated = 1,

        /// <summary>It belongs to another session or to none: offer one and do nothing else.</summary>
        Elsewhere = 2,
    }
}
