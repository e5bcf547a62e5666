namespace Pedestal.ArducamMega
{
    /// <summary>All waits of the driver, in milliseconds: estimates with a margin.</summary>
    public static class Timing
    {
        /// <summary>From the rail on until the id can be read.</summary>
        public const int PowerUpTimeout = 2000;

        /// <summary>Settling after a reset, before the flags can be trusted.</summary>
        public const int AfterReset = 1000;

        /// <summary>Until idle, after a reset and settling.</summary>
        public const int ResetTimeout = 3000;

        /// <summary>Until idle, after a change of format or resolution.</summary>
        public const int FormatTimeout = 1000;

        /// <summary>Until idle, after writing any other sensor register.</summary>
        public const int IdleTimeout = 500;

        /// <summary>Until done, for the pictures that start-up discards.</summary>
        public const int StartPictureTimeout = 1500;

        /// <summary>
        /// Until done, for other pictures; short enough for the LEDs' hardware timer, even if they were turned on one picture's
        /// reading before the trigger.
        /// </summary>
        public const int PictureTimeout = 250;

        /// <summary>LEDs on before the trigger: the first rows are exposed before the frame begins.</summary>
        public const int LightLead = 10;

        /// <summary>Longest time with the LEDs on for a usable picture; later their hardware timer may turn them off.</summary>
        public const int LightLimit = 280;

        /// <summary>
        /// Interval between two dark pictures held ready. Taking the next one lasts 0.2 s, and a further capture 0.3 s later still wants
        /// one that lives.
        /// </summary>
        public const int DarkInterval = 400;

        /// <summary>Age at which a dark picture no longer represents the present light, nor a lit one the palm.</summary>
        public const int DarkLife = 1000;

        /// <summary>How long the exposure for bright surroundings is kept before a dark picture shows whether they still are.</summary>
        public const int BrightLife = 60000;

        /// <summary>
        /// From the end of one frame to the trigger of the third after it: later than the second begins. Three frames of 33.3 ms are whole
        /// periods of lamps that flicker at 100 or at 120 Hz, so that all pictures of a capture show the same bands.
        /// </summary>
        public const int FrameBetween = 36;

        /// <summary>Rail off in a power cycle, long enough to discharge the module's capacitors.</summary>
        public const int PowerOff = 200;

        /// <summary>Between two polls of a flag; the device rounds it up to 10.</summary>
        public const int Poll = 1;
    }
}
