namespace Pedestal.Hal
{
    /// <summary>The turnstile's unlock contact.</summary>
    public interface IGate
    {
        /// <summary>Closes the contact for a pulse (100 to 5,000 ms) and returns at once; the contact drops by itself.</summary>
        void Open(int pulseMilliseconds);
    }
}
