namespace Pedestal.Hal
{
    /// <summary>Light ring and buzzer: all that the guest is told.</summary>
    public interface IIndicator
    {
        /// <summary>Shows an indication until the next one.</summary>
        void Show(Indication indication);
    }
}
