namespace Pedestal.Protocol
{
    /// <summary>
    /// Body of a match reply: the decision, but not the score. With the score, anyone who holds a pedestal's key could change a
    /// template step by step until it is admitted; for the same reason times are in coarse steps.
    /// </summary>
    public sealed class MatchReply
    {
        /// <summary>Bytes of the body.</summary>
        public const int Length = 4;

        /// <summary>Times are rounded to the nearest of these steps, microseconds; the longest time is 255 steps.</summary>
        public const int StepMicroseconds = 10000;

        /// <summary>The matcher's decision.</summary>
        public Decision Decision;

        /// <summary>Enrolment: samples kept so far.</summary>
        public byte Samples;

        /// <summary>Admitted, too late: the <see cref="AdmissionNotes"/>; otherwise zero.</summary>
        public byte Notes;

        /// <summary>Time that the 1:N search took, microseconds.</summary>
        public uint MatchMicroseconds;

        /// <summary>Time that ticketing took, as measured by the matcher, microseconds.</summary>
        public uint TicketMicroseconds;

        /// <summary>Writes the body into an array of <see cref="Length"/> bytes.</summary>
        public void Write(byte[] body)
        {
            body[0] = (byte)Decision;
            body[1] = HasNotes(Decision) ? Notes : Samples;
            body[2] = Steps(MatchMicroseconds);
            body[3] = Steps(TicketMicroseconds);
        }

        /// <summary>Reads a body; false if this version does not know its length or its decision.</summary>
        public bool Read(byte[] body)
        {
            if (body.Length != Length || !DecisionTable.Knows(body[0]))
            {
                return false;
            }

            Decision = (Decision)body[0];
            Notes = HasNotes(Decision) ? body[1] : (byte)0;
            Samples = HasNotes(Decision) ? (byte)0 : body[1];
            MatchMicroseconds = (uint)(body[2] * StepMicroseconds);
            TicketMicroseconds = (uint)(body[3] * StepMicroseconds);
            return true;
        }

        static bool HasNotes(Decision decision)
        {
            return decision == Decision.Admitted || decision == Decision.TooLate;
        }

        static byte Steps(uint microseconds)
        {
            var steps = microseconds / StepMicroseconds + (microseconds % StepMicroseconds >= StepMicroseconds / 2 ? 1u : 0u);
            return steps > 255 ? (byte)255 : (byte)steps;
        }
    }
}
