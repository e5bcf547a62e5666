namespace Pedestal.Protocol
{
    /// <summary>Body of a session offer.</summary>
    public sealed class SessionOffer
    {
        /// <summary>Bytes of the body.</summary>
        public const int Length = 16;

        /// <summary>The session to continue in; never 0.</summary>
        public ulong Session;

        /// <summary>The receiver's time in milliseconds since 1970; 0 if it is not known.</summary>
        public long UnixMilliseconds;

        /// <summary>Writes the body.</summary>
        public byte[] Write()
        {
            var body = new byte[Length];
            Bytes.PutUInt64(body, 0, Session);
            Bytes.PutUInt64(body, 8, (ulong)UnixMilliseconds);
            return body;
        }

        /// <summary>Reads a body; false if it is not a session offer.</summary>
        public bool Read(byte[] body)
        {
            if (body.Length != Length)
            {
                return false;
            }

            Session = Bytes.GetUInt64(body, 0);
            UnixMilliseconds = (long)Bytes.GetUInt64(body, 8);
            return Session != 0 && UnixMilliseconds >= 0;
        }
    }
}
