namespace Pedestal.Core.Console
{
    /// <summary>Key codes: a byte is its own code, the others are listed here.</summary>
    public static class Key
    {
        /// <summary>No key, or an incomplete one.</summary>
        public const int None = 0;

        /// <summary>End of line.</summary>
        public const int Enter = 256;

        /// <summary>Deletes to the left.</summary>
        public const int Backspace = 257;

        /// <summary>Deletes under the cursor.</summary>
        public const int Delete = 258;

        /// <summary>Moves left.</summary>
        public const int Left = 259;

        /// <summary>Moves right.</summary>
        public const int Right = 260;

        /// <summary>Moves to the start.</summary>
        public const int Home = 261;

        /// <summary>Moves to the end.</summary>
        public const int End = 262;

        /// <summary>Previous line of the history.</summary>
        public const int Up = 263;

        /// <summary>Next line of the history.</summary>
        public const int Down = 264;

        /// <summary>Deletes everything left of the cursor (Ctrl-U).</summary>
        public const int DeleteToStart = 265;

        /// <summary>Deletes everything from the cursor on (Ctrl-K).</summary>
        public const int DeleteToEnd = 266;

        /// <summary>Deletes the word left of the cursor (Ctrl-W).</summary>
        public const int DeleteWord = 267;

        /// <summary>Cancels the line or the command (Ctrl-C).</summary>
        public const int Cancel = 268;
    }
}
