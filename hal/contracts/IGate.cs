namespace Pedestal.Hal
{
    /// <summary>The turnstile: the relay that unlocks it, and the contacts that report its state.</summary>
    public interface IGate
    {
        /// <summary>Pulses sent to the relay so far.</summary>
        int Openings { get; }

        /// <summary>Pulses confirmed by the relay's feedback contact so far; -1 if no such contact is wired.</summary>
        int Confirmations { get; }

        /// <summary>Passages reported by the turnstile's PASS contact so far; 0 if no such contact is wired.</summary>
        int Passages { get; }

        /// <summary>Whether the relay is pulled now; false if no feedback contact is wired.</summary>
        bool IsPulled { get; }

        /// <summary>The pulse, whose length is set in hardware.</summary>
        GatePulse Pulse { get; }

        /// <summary>
        /// Triggers a pulse and returns at once. A monostable closes the contact and opens it again, whatever happens to the
        /// controller meanwhile.
        /// </summary>
        void Open();

        /// <summary>
        /// Triggers a pulse and holds the trigger until <see cref="Release"/>: a pulse that still ends is ended by hardware.
        /// </summary>
        void Hold();

        /// <summary>Releases the trigger.</summary>
        void Release();
    }
}
