namespace Pedestal.Protocol
{
    /// <summary>Which way a passage leads.</summary>
    public enum Direction : byte
    {
        /// <summary>Into the venue.</summary>
        In = 0,

        /// <summary>Out of it.</summary>
        Out = 1,
    }

    /// <summary>
    /// What an admission at a lane means: its direction, and how long the guest has to pass before the pedestal reports that
    /// nobody did. Two bytes of a request.
    /// </summary>
    public sealed class PassageTerms
    {
        /// <summary>Bytes.</summary>
        public const int Length = 2;

        /// <summary>The shortest time to pass, seconds.</summary>
        public const int ShortestSeconds = 2;

        /// <summary>The longest time to pass, seconds.</summary>
        public const int LongestSeconds = 60;

        /// <summary>An entry at a lane without the contact.</summary>
        public static readonly PassageTerms AtOnce = new PassageTerms(Direction.In, 0);

        /// <summary>The direction.</summary>
        public readonly Direction Direction;

        /// <summary>
        /// Time to pass in seconds, 2 to 60; 0 where no contact of the turnstile is wired, so that an admission counts at once.
        /// </summary>
        public readonly int Seconds;

        /// <summary>Creates terms.</summary>
        public PassageTerms(Direction direction, int seconds)
        {
            Direction = direction;
            Seconds = seconds;
        }

        /// <summary>Writes them at an offset.</summary>
        public void Write(byte[] bytes, int offset)
        {
            bytes[offset] = (byte)Direction;
            bytes[offset + 1] = (byte)Seconds;
        }

        /// <summary>Reads terms at an offset; null if this version does not know a value.</summary>
        public static PassageTerms Read(byte[] bytes, int offset)
        {
            var seconds = bytes[offset + 1];
            return bytes[offset] > (byte)Direction.Out || seconds > LongestSeconds || (seconds > 0 && seconds < ShortestSeconds)
                ? null
                : new PassageTerms((Direction)bytes[offset], seconds);
        }
    }
}
