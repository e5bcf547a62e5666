namespace Pedestal.Hal
{
    /// <summary>A display that changes over time.</summary>
    public interface IAnimation
    {
        /// <summary>Shows the state of a time; call it every 10 ms or so.</summary>
        void Animate(long nowMicroseconds);
    }
}
