using System;

namespace Pedestal.Vein
{
    /// <summary>The purpose of a match request.</summary>
    public enum MatchPurpose : byte
    {
        /// <summary>Identify the palm and redeem its ticket.</summary>
        Enter = 1,

        /// <summary>Store the palm as a sample of an enrolment.</summary>
        Enrol = 2,

        /// <summary>Identify the palm; after a second capture, delete its person.</summary>
        Delete = 3,

        /// <summary>Whether an enrolment's captures may begin: the guest has agreed at the booth's screen. It has no template.</summary>
        OpenEnrolment = 4,
    }

    /// <summary>Which palm a sample shows.</summary>
    public enum PalmSide : byte
    {
        /// <summary>Not known: entry and deletion accept either palm.</summary>
        Unknown = 0,

        /// <summary>The left palm.</summary>
        Left = 1,

        /// <summary>The right palm.</summary>
        Right = 2,
    }

    /// <summary>Body of a match request; always <see cref="Length"/> bytes, so that its size reveals nothing.</summary>
    public sealed class MatchRequest
    {
        /// <summary>Bytes of a link code.</summary>
        public const int LinkLength = 16;

        /// <summary>Bytes of the body.</summary>
        public const int Length = 4 + LinkLength + TemplateFormat.Length;

        /// <summary>Entry, enrolment or deletion.</summary>
        public MatchPurpose Purpose;

        /// <summary>Which palm; Unknown except for enrolment.</summary>
        public PalmSide Side;

        /// <summary>
        /// Enrolment: number of this sample, from 0, counted over both palms; <see cref="SampleCount"/> ends it. Deletion:
        /// number of this capture.
        /// </summary>
        public byte Sample;

        /// <summary>Enrolment: samples needed of both palms together. Deletion: captures needed.</summary>
        public byte SampleCount;

        /// <summary>Enrolment, its opening and deletion: ticketing's link code, 16 bytes. Entry: its PassageTerms, then zeros.</summary>
        public readonly byte[] Link = new byte[LinkLength];

        /// <summary>The probe, <see cref="TemplateFormat.Length"/> bytes.</summary>
        public readonly byte[] Template = new byte[TemplateFormat.Length];

        /// <summary>Whether it ends an enrolment: the guest shows nothing more. It has no template.</summary>
        public bool IsEndOfEnrolment
        {
            get { return Purpose == MatchPurpose.Enrol && Sample == SampleCount; }
        }

        /// <summary>Writes the body into an array of <see cref="Length"/> bytes.</summary>
        public void Write(byte[] body)
        {
            body[0] = (byte)Purpose;
            body[1] = (byte)Side;
            body[2] = Sample;
            body[3] = SampleCount;
            Array.Copy(Link, 0, body, 4, LinkLength);
            Array.Copy(Template, 0, body, 4 + LinkLength, TemplateFormat.Length);
        }

        /// <summary>Reads a body; false if this version does not know its length or the value of a field.</summary>
        public bool Read(byte[] body)
        {
            if (body.Length != Length || body[0] < (byte)MatchPurpose.Enter || body[0] > (byte)MatchPurpose.OpenEnrolment
                || body[1] > (byte)PalmSide.Right)
            {
                return false;
            }

            Purpose = (MatchPurpose)body[0];
            Side = (PalmSide)body[1];
            Sample = body[2];
            SampleCount = body[3];
            Array.Copy(body, 4, Link, 0, LinkLength);
            Array.Copy(body, 4 + LinkLength, Template, 0, TemplateFormat.Length);
            switch (Purpose)
            {
                case MatchPurpose.Enter: return true;
                case MatchPurpose.OpenEnrolment: return Sample == 0 && Side == PalmSide.Unknown;
                case MatchPurpose.Delete: return Sample < SampleCount && Side == PalmSide.Unknown;
                default: return Sample <= SampleCount && (Sample == SampleCount) == (Side == PalmSide.Unknown);
            }
        }
    }
}
