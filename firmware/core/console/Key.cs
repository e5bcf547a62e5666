namespace Pedestal.Core.Console
{
    /// <summary>What a technician typed: a byte is its own code, the rest are these.</summary>
    public static class Key
    {
        /// <summary>Nothing, or not yet anything.</summary>
        public const int None = 0;

        /// <summary>End of line.</summary>
        public const int Enter = 256;

        /// <summary>Delete to the left.</summary>
        public const int Backspace = 257;

        /// <summary>Delete under the cursor.</summary>
        public const int Delete = 258;

        /// <summary>One to the left.</summary>
        public const int Left = 259;

        /// <summary>One to the right.</summary>
        public const int Right = 260;

        /// <summary>To the beginning.</summary>
        public const int Home = 261;

        /// <summary>To the end.</summary>
        public const int End = 262;

        /// <summary>The line before in the history.</summary>
        public const int Up = 263;

        /// <summary>The next line in the history.</summary>
        public const int Down = 264;

        /// <summary>Delete everything left of the cursor (Ctrl-U).</summary>
        public const int DeleteToStart = 265;

        /// <summary>Delete everything from the cursor on (Ctrl-K).</summary>
        public const int DeleteToEnd = 266;

        /// <summary>Delete the word left of the cursor (Ctrl-W).</summary>
        public const int DeleteWord = 267;

        /// <summary>Give up the line or the command (Ctrl-C).</summary>
        public const int Cancel = 268;
    }
}
