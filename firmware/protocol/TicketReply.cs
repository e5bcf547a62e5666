using System;

namespace Pedestal.Protocol
{
    /// <summary>Body of a ticket reply.</summary>
    public sealed class TicketReply
    {
        /// <summary>Bytes of the body.</summary>
        public const int Length = 6 + TicketRequest.LinkLength;

        /// <summary>Ticketing's decision.</summary>
        public Decision Decision;

        /// <summary>Admitted: its <see cref="AdmissionNotes"/>; otherwise zero.</summary>
        public byte Notes;

        /// <summary>Time that ticketing took, microseconds.</summary>
        public uint TicketMicroseconds;

        /// <summary>EnrolmentOpened, ConfirmationAwaited: the link code of the enrolment; otherwise zeros.</summary>
        public readonly byte[] Link = new byte[TicketRequest.LinkLength];

        /// <summary>Writes the body into an array of <see cref="Length"/> bytes.</summary>
        public void Write(byte[] body)
        {
            body[0] = (byte)Decision;
            body[1] = Notes;
            Bytes.PutUInt32(body, 2, TicketMicroseconds);
            Array.Copy(Link, 0, body, 6, Link.Length);
        }

        /// <summary>Reads a body; false if this version does not know its length or its decision.</summary>
        public bool Read(byte[] body)
        {
            if (body.Length != Length || !DecisionTable.Knows(body[0]))
            {
                return false;
            }

            Decision = (Decision)body[0];
            Notes = body[1];
            TicketMicroseconds = Bytes.GetUInt32(body, 2);
            Array.Copy(body, 6, Link, 0, Link.Length);
            return true;
        }
    }
}
