namespace Pedestal.Protocol
{
    /// <summary>What became of an admission.</summary>
    public enum PassageOutcome : byte
    {
        /// <summary>The guest passed.</summary>
        Passed = 1,

        /// <summary>
        /// Nobody passed: in time, or because the gate did not open, or because the reply did not arrive in time.
        /// </summary>
        NotPassed = 2,

        /// <summary>Somebody passed whom no admission let through; the report has a request id of its own.</summary>
        Unadmitted = 3,
    }

    /// <summary>
    /// A pedestal's report of a passage, as content of a <see cref="TicketRequest"/> with purpose ReportPassage. Sent, each time with
    /// a new request id, until the reply is <see cref="Decision.Noted"/>; repeated reports change nothing.
    /// </summary>
    public sealed class PassageReport
    {
        const int ContentLength = 2;

        /// <summary>The outcome.</summary>
        public PassageOutcome Outcome;

        /// <summary>The direction of the lane.</summary>
        public Direction Direction;

        /// <summary>Id of the request that was admitted; Unadmitted: an id chosen for this passage.</summary>
        public ulong RequestId;

        /// <summary>When it was observed, in seconds since 1970; 0 if the pedestal does not know the time.</summary>
        public long UnixSeconds;

        /// <summary>Writes it into a request.</summary>
        public void Write(TicketRequest request)
        {
            request.Purpose = TicketPurpose.ReportPassage;
            Bytes.PutUInt64(request.Link, 0, RequestId);
            Bytes.PutUInt64(request.Link, 8, (ulong)UnixSeconds);
            request.Code[0] = (byte)Outcome;
            request.Code[1] = (byte)Direction;
            request.CodeLength = ContentLength;
        }

        /// <summary>Reads it from a request; false if it is another request or a value is not known.</summary>
        public bool Read(TicketRequest request)
        {
            if (request.Purpose != TicketPurpose.ReportPassage || request.CodeLength != ContentLength
                || request.Code[0] < (byte)PassageOutcome.Passed || request.Code[0] > (byte)PassageOutcome.Unadmitted
                || request.Code[1] > (byte)Direction.Out)
            {
                return false;
            }

            Outcome = (PassageOutcome)request.Code[0];
            Direction = (Direction)request.Code[1];
            RequestId = Bytes.GetUInt64(request.Link, 0);
            UnixSeconds = (long)Bytes.GetUInt64(request.Link, 8);
            return true;
        }
    }
}
