namespace Pedestal.Hal
{
    /// <summary>The turnstile's unlock contact.</summary>
    public interface IGate
    {
        /// <summary>
        /// Triggers a pulse and returns at once. Its length is the hardware's: a monostable closes the contact and opens it again,
        /// whatever becomes of the controller meanwhile.
        /// </summary>
        void Open();
    }
}
