namespace Pedestal.Hal
{
    /// <summary>Something that moves while it is shown.</summary>
    public interface IAnimation
    {
        /// <summary>Moves it on; to be called every 10 ms or so.</summary>
        void Animate(long nowMicroseconds);
    }
}
