namespace Pedestal.ArducamMega
{
    /// <summary>Every wait of the driver, in milliseconds: estimates with room to spare.</summary>
    public static class Timing
    {
        /// <summary>Rail on until the id reads as something.</summary>
        public const int PowerUpTimeout = 2000;

        /// <summary>Settling after a reset, before the flags can be trusted.</summary>
        public const int AfterReset = 1000;

        /// <summary>Idle after a reset and the settling.</summary>
        public const int ResetTimeout = 3000;

        /// <summary>Idle after a change of format or resolution.</summary>
        public const int FormatTimeout = 1000;

        /// <summary>Idle after any other sensor register.</summary>
        public const int IdleTimeout = 500;

        /// <summary>Done, for the pictures that start-up throws away.</summary>
        public const int StartPictureTimeout = 1500;

        /// <summary>Done, while the LEDs' hardware timer keeps them on, also when they came on a picture's reading before the trigger.</summary>
        public const int PictureTimeout = 250;

        /// <summary>LEDs on before the trigger: the first rows are exposed before the frame begins.</summary>
        public const int LightLead = 10;

        /// <summary>From one dark picture held ready to the next.</summary>
        public const int DarkInterval = 800;

        /// <summary>A dark picture older than this says nothing of the light now.</summary>
        public const int DarkLife = 1000;

        /// <summary>Rail off in a power cycle, long enough for the module's capacitors.</summary>
        public const int PowerOff = 200;

        /// <summary>Between two looks at a flag; the device rounds it up to 10.</summary>
        public const int Poll = 1;
    }
}
