namespace Pedestal.Hal
{
    /// <summary>The work that a thread repeats.</summary>
    public interface IWork
    {
        /// <summary>
        /// Runs one round, which may take and wait as long as the thread's patience. False ends the thread. An exception is recorded,
        /// and the next round follows after a pause.
        /// </summary>
        bool DoRound();
    }
}
