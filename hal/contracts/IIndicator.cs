namespace Pedestal.Hal
{
    /// <summary>Light ring and buzzer, which tell the guest what to do.</summary>
    public interface IIndicator
    {
        /// <summary>Shows an indication until the next one.</summary>
        void Show(Indication indication);
    }
}
