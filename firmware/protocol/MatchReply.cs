namespace Pedestal.Protocol
{
    /// <summary>
    /// Body of a match reply: what was decided, and nothing of how near the palm was. Whoever holds a pedestal's key could
    /// otherwise climb to a palm that is admitted, so times are told in coarse steps too.
    /// </summary>
    public sealed class MatchReply
    {
        /// <summary>Bytes of the body.</summary>
        public const int Length = 4;

        /// <summary>Times are rounded to the nearest of these steps, microseconds; the longest told is 255 of them.</summary>
        public const int StepMicroseconds = 10000;

        /// <summary>What was decided.</summary>
        public Decision Decision;

        /// <summary>Enrolment: samples kept so far.</summary>
        public byte Samples;

        /// <summary>Microseconds the 1:N search took.</summary>
        public uint MatchMicroseconds;

        /// <summary>Microseconds ticketing took, as the matcher saw it.</summary>
        public uint TicketMicroseconds;

        /// <summary>Writes the body into an array of <see cref="Length"/> bytes.</summary>
        public void Write(byte[] body)
        {
            body[0] = (byte)Decision;
            body[1] = Samples;
            body[2] = Steps(MatchMicroseconds);
            body[3] = Steps(TicketMicroseconds);
        }

        /// <summary>Reads a body; false if its length or its decision is not one this version knows.</summary>
        public bool Read(byte[] body)
        {
            if (body.Length != Length || !DecisionTable.Knows(body[0]))
            {
                return false;
            }

            Decision = (Decision)body[0];
            Samples = body[1];
            MatchMicroseconds = (uint)(body[2] * StepMicroseconds);
            TicketMicroseconds = (uint)(body[3] * StepMicroseconds);
            return true;
        }

        static byte Steps(uint microseconds)
        {
            var steps = microseconds / StepMicroseconds + (microseconds % StepMicroseconds >= StepMicroseconds / 2 ? 1u : 0u);
            return steps > 255 ? (byte)255 : (byte)steps;
        }
    }
}
