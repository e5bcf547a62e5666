namespace Pedestal.Hal
{
    /// <summary>What a thread does, over and over.</summary>
    public interface IWork
    {
        /// <summary>
        /// One round; it may take and wait as long as the thread is patient. False ends the thread. What it throws is noted,
        /// and the next round comes after a pause.
        /// </summary>
        bool DoRound();
    }
}
