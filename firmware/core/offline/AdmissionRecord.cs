using System;
using Pedestal.Protocol;

namespace Pedestal.Core.Offline
{
    /// <summary>The kinds of record in the list.</summary>
    public enum RecordKind : byte
    {
        /// <summary>A record left incomplete by a power cut; nothing happened.</summary>
        Torn = 0,

        /// <summary>The list was opened; the code is the mark of the event's key.</summary>
        Opened = 1,

        /// <summary>A ticket of this lane was admitted by ticketing.</summary>
        Online = 2,

        /// <summary>A ticket was admitted offline.</summary>
        Offline = 3,

        /// <summary>Ticketing knows of the offline admission with this request id.</summary>
        Reported = 4,

        /// <summary>The guest whom the request with this id admitted has not passed.</summary>
        NotPassed = 5,

        /// <summary>A record that was complete once.</summary>
        Damaged = 6,
    }

    /// <summary>
    /// One record: kind, code, request id, time, step, tag, CRC-32, and an end byte that is never zero, so that a record cut
    /// off and padded with zeros differs from one that was altered later.
    /// </summary>
    public sealed class AdmissionRecord
    {
        /// <summary>Length of a record in bytes.</summary>
        public const int Length = 132;

        const byte End = 0xA5;
        const int IdOffset = 92;
        const int TimeOffset = 100;
        const int StepOffset = 104;
        const int TagOffset = 108;
        const int CheckOffset = 127;

        /// <summary>Its kind.</summary>
        public RecordKind Kind;

        /// <summary>The ticket's code, or the mark.</summary>
        public byte[] Code = new byte[0];

        /// <summary>Id of the request that led to the admission.</summary>
        public ulong RequestId;

        /// <summary>Time in seconds since 1970.</summary>
        public long UnixSeconds;

        /// <summary>The half minute that the code was signed for.</summary>
        public long Step;

        /// <summary>The code's signature, which proves to ticketing that it was shown.</summary>
        public readonly byte[] Tag = new byte[SignedCode.TagLength];

        /// <summary>The record as bytes.</summary>
        public byte[] Write()
        {
            var record = new byte[Length];
            record[0] = (byte)Kind;
            record[1] = (byte)Code.Length;
            Array.Copy(Code, 0, record, 2, Code.Length);
            Bytes.PutUInt64(record, IdOffset, RequestId);
            Bytes.PutUInt32(record, TimeOffset, (uint)UnixSeconds);
            Bytes.PutUInt32(record, StepOffset, (uint)Step);
            Array.Copy(Tag, 0, record, TagOffset, Tag.Length);
            Bytes.PutUInt32(record, CheckOffset, Crc32.Of(record, 0, CheckOffset));
            record[Length - 1] = End;
            return record;
        }

        /// <summary>Reads a record at a place in the list.</summary>
        public void Read(byte[] list, int offset)
        {
            Code = new byte[0];
            if (Bytes.GetUInt32(list, offset + CheckOffset) != Crc32.Of(list, offset, CheckOffset)
                || list[offset] < (byte)RecordKind.Opened || list[offset] > (byte)RecordKind.NotPassed
                || list[offset + 1] > SignedCode.LongestCode)
            {
                Kind = list[offset + Length - 1] == 0 ? RecordKind.Torn : RecordKind.Damaged;
                return;
            }

            Kind = (RecordKind)list[offset];
            Code = new byte[list[offset + 1]];
            Array.Copy(list, offset + 2, Code, 0, Code.Length);
            RequestId = Bytes.GetUInt64(list, offset + IdOffset);
            UnixSeconds = Bytes.GetUInt32(list, offset + TimeOffset);
            Step = Bytes.GetUInt32(list, offset + StepOffset);
            Array.Copy(list, offset + TagOffset, Tag, 0, Tag.Length);
        }
    }
}
