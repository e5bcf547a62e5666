namespace Pedestal.Hal
{
    /// <summary>The turnstile: its unlock contact, and what tells how it follows.</summary>
    public interface IGate
    {
        /// <summary>Pulses sent to the relay so far.</summary>
        int Openings { get; }

        /// <summary>Pulses that the relay's feedback contact confirmed; -1 where no such contact is wired.</summary>
        int Confirmations { get; }

        /// <summary>Passages that the turnstile's PASS contact told of so far; 0 where none is wired.</summary>
        int Passages { get; }

        /// <summary>Whether the relay is pulled now; false where no feedback contact is wired.</summary>
        bool IsPulled { get; }

        /// <summary>The pulse, whose length is set by the hardware.</summary>
        GatePulse Pulse { get; }

        /// <summary>
        /// Triggers a pulse and returns at once. Its length is the hardware's: a monostable closes the contact and opens it again,
        /// whatever becomes of the controller meanwhile.
        /// </summary>
        void Open();

        /// <summary>
        /// Triggers a pulse and leaves the trigger on until <see cref="Release"/>: one that ends all the same ends in hardware.
        /// </summary>
        void Hold();

        /// <summary>Takes the trigger off.</summary>
        void Release();
    }
}
