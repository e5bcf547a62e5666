namespace Pedestal.Protocol
{
    /// <summary>What an authentic request is to its receiver's session.</summary>
    public enum SessionVerdict
    {
        /// <summary>Later in the session than everything before: act upon it.</summary>
        Fresh = 0,

        /// <summary>Of this session, but not later than what came before: drop it.</summary>
        Repeated = 1,

        /// <summary>Of another session, or of none: offer one, and do nothing else.</summary>
        Elsewhere = 2,
    }
}
