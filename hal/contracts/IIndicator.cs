namespace Pedestal.Hal
{
    /// <summary>Light ring and buzzer, which tell the guest what to do.</summary>
    public interface IIndicator
    {
        /// <summary>Shows an indication until the next one.</summary>
        /// <param name="indication">The indication.</param>
        /// <param name="count">For <see cref="Indication.Companions"/>: how many may follow.</param>
        void Show(Indication indication, int count = 0);
    }
}
