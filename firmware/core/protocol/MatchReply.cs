namespace Pedestal.Core.Protocol
{
    /// <summary>Body of a match reply.</summary>
    public sealed class MatchReply
    {
        /// <summary>Bytes of the body.</summary>
        public const int Length = 12;

        /// <summary>What was decided.</summary>
        public Decision Decision;

        /// <summary>Enrolment: samples kept so far.</summary>
        public byte Samples;

        /// <summary>Match score, -10 log10 of the false-match rate, 0 to 65,535.</summary>
        public int Score;

        /// <summary>Microseconds the 1:N search took.</summary>
        public uint MatchMicroseconds;

        /// <summary>Microseconds ticketing took, as the matcher saw it.</summary>
        public uint TicketMicroseconds;

        /// <summary>Writes the body into an array of <see cref="Length"/> bytes.</summary>
        public void Write(byte[] body)
        {
            body[0] = (byte)Decision;
            body[1] = Samples;
            Bytes.PutUInt16(body, 2, Score);
            Bytes.PutUInt32(body, 4, MatchMicroseconds);
            Bytes.PutUInt32(body, 8, TicketMicroseconds);
        }

        /// <summary>Reads a body; false if its length or its decision is not one this version knows.</summary>
        public bool Read(byte[] body)
        {
            if (body.Length != Length || body[0] == (byte)Decision.None || body[0] > (byte)Decision.Deleted)
            {
                return false;
            }

            Decision = (Decision)body[0];
            Samples = body[1];
            Score = Bytes.GetUInt16(body, 2);
            MatchMicroseconds = Bytes.GetUInt32(body, 4);
            TicketMicroseconds = Bytes.GetUInt32(body, 8);
            return true;
        }
    }
}
