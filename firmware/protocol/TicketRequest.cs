using System;

namespace Pedestal.Protocol
{
    /// <summary>The purpose of a ticket request.</summary>
    public enum TicketPurpose : byte
    {
        /// <summary>Redeem the ticket whose QR code was scanned.</summary>
        RedeemCode = 1,

        /// <summary>Check the scanned ticket and open an enrolment for its account.</summary>
        OpenEnrolment = 2,

        /// <summary>Redeem a ticket of a token's account for an event (matcher only).</summary>
        RedeemToken = 3,

        /// <summary>Bind a token to the account behind a link code (matcher only).</summary>
        BindToken = 4,

        // 5 is the matcher's end of a token, which no pedestal sends: TokenEnd.

        /// <summary>Assign this lane its tickets, so that it may admit them offline.</summary>
        OpenOffline = 6,

        /// <summary>Record an offline admission.</summary>
        ReportOffline = 7,

        /// <summary>Check whether samples may be taken under a link code.</summary>
        CheckLink = 8,

        /// <summary>Check the scanned code and open a deletion for its account.</summary>
        OpenDeletion = 9,

        /// <summary>Check whether a deletion's link code belongs to a token's account (matcher only).</summary>
        CheckDeletion = 10,

        // 11 is the matcher's request for guest lists: GuestListRequest.

        /// <summary>Report what became of an admission, or a passage without one: <see cref="PassageReport"/>.</summary>
        ReportPassage = 12,
    }

    /// <summary>Body of a ticket request.</summary>
    public sealed class TicketRequest
    {
        /// <summary>Bytes of a link code.</summary>
        public const int LinkLength = 16;

        /// <summary>Most offline admissions of a pedestal that can be unreported.</summary>
        public const int MaximumReports = 2000;

        /// <summary>Most bytes of a scanned code.</summary>
        public const int MaximumCodeLength = 128;

        /// <summary>Bytes of a token.</summary>
        public const int TokenLength = 32;

        /// <summary>Length of the body in bytes; always the same, so that it reveals nothing.</summary>
        public const int Length = 2 + LinkLength + MaximumCodeLength;

        /// <summary>The purpose.</summary>
        public TicketPurpose Purpose;

        /// <summary>
        /// Bytes used in <see cref="Code"/>: 1 to 128 for a scanned code, 32 for a token, more if a pedestal's name follows it; none
        /// if a pedestal checks a link code.
        /// </summary>
        public int CodeLength;

        /// <summary>
        /// BindToken, CheckLink: the link code. RedeemCode: the <see cref="PassageTerms"/>. RedeemToken: the pedestal's request id, the
        /// event's number and the terms. ReportOffline, ReportPassage: request id and time. Otherwise zeros.
        /// </summary>
        public readonly byte[] Link = new byte[LinkLength];

        /// <summary>
        /// The scanned code (ASCII); RedeemToken, BindToken: the token and the pedestal's name (ASCII); CheckLink: the pedestal's name
        /// if the matcher sends it; ReportOffline: step and tag of the scanned rotating code, and the ticket's own code; ReportPassage: outcome and direction.
        /// </summary>
        public readonly byte[] Code = new byte[MaximumCodeLength];

        /// <summary>Whether it contains a token, which only the matcher may send.</summary>
        public bool IsOfToken
        {
            get { return Purpose == TicketPurpose.RedeemToken || Purpose == TicketPurpose.BindToken
                    || Purpose == TicketPurpose.CheckDeletion; }
        }

        /// <summary>Writes the body into an array of <see cref="Length"/> bytes.</summary>
        public void Write(byte[] body)
        {
            body[0] = (byte)Purpose;
            body[1] = (byte)CodeLength;
            Array.Copy(Link, 0, body, 2, Link.Length);
            Array.Copy(Code, 0, body, 2 + Link.Length, CodeLength);
            Array.Clear(body, 2 + Link.Length + CodeLength, MaximumCodeLength - CodeLength);
        }

        /// <summary>Reads a body; false if this version does not know its length or the value of a field.</summary>
        public bool Read(byte[] body)
        {
            if (body.Length != Length || body[0] < (byte)TicketPurpose.RedeemCode || body[0] > (byte)TicketPurpose.ReportPassage
                || body[0] == 5 || body[0] == 11 || (body[1] == 0 && body[0] != (byte)TicketPurpose.CheckLink) || body[1] > MaximumCodeLength)
            {
                return false;
            }

            Purpose = (TicketPurpose)body[0];
            CodeLength = body[1];
            Array.Copy(body, 2, Link, 0, Link.Length);
            Array.Copy(body, 2 + Link.Length, Code, 0, MaximumCodeLength);
            return !IsOfToken || CodeLength >= TokenLength;
        }
    }
}
