using System;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>Whether the list of admissions can be relied on.</summary>
    public enum ListState
    {
        /// <summary>There is none, or it was never opened.</summary>
        NotOpen = 0,

        /// <summary>It has every admission of this lane's tickets since the event began.</summary>
        Open = 1,

        /// <summary>So it was, until it had no room left.</summary>
        Full = 2,

        /// <summary>It is for another event, or offline admission was off in between; kept until everything is reported.</summary>
        Closed = 3,

        /// <summary>A record was altered.</summary>
        Damaged = 4,

        /// <summary>The storage does not work.</summary>
        StorageFailed = 5,
    }

    /// <summary>
    /// Every admission of this lane's tickets, on flash, only ever added to: records of fixed length with a checksum each. A record
    /// that a cut left unfinished counts for nothing, because what it should have recorded was to follow.
    /// </summary>
    public sealed class AdmissionList
    {
        /// <summary>Admissions that fit.</summary>
        public const int Capacity = 2000;

        /// <summary>Name of the file.</summary>
        public const string File = "offline.list";

        readonly IFileStore _files;
        readonly byte[] _mark;
        readonly ulong[] _admitted = new ulong[Capacity];
        readonly AdmissionRecord[] _unreported = new AdmissionRecord[Capacity];
        bool _isRead;
        bool _isClosed;
        int _firstUnreported;
        int _endUnreported;

        /// <summary>The list of the event whose key has this mark; empty while offline admission is off.</summary>
        public AdmissionList(IFileStore files, byte[] mark)
        {
            _files = files;
            _mark = mark;
            Load();
        }

        /// <summary>Whether it can be relied on.</summary>
        public ListState State { get; private set; }

        /// <summary>Admissions in it.</summary>
        public int Count { get; private set; }

        /// <summary>Offline admissions that ticketing does not know of.</summary>
        public int Unreported
        {
            get { return _endUnreported - _firstUnreported; }
        }

        /// <summary>The oldest of them, or null.</summary>
        public AdmissionRecord FirstUnreported
        {
            get { return Unreported > 0 ? _unreported[_firstUnreported] : null; }
        }

        /// <summary>Whether a ticket was admitted at this lane.</summary>
        public bool Contains(byte[] code)
        {
            var hash = Hash(code);
            for (var i = 0; i < Count; i++)
            {
                if (_admitted[i] == hash)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Begins a new list; false when the storage refuses.</summary>
        public bool Open()
        {
            if (State == ListState.NotOpen && Append(new AdmissionRecord { Kind = RecordKind.Opened, Code = _mark }))
            {
                State = ListState.Open;
            }

            return State == ListState.Open;
        }

        /// <summary>Writes an admission down, to be called before the gate opens; false when it is not on flash.</summary>
        public bool Add(AdmissionRecord record)
        {
            if (State != ListState.Open || !Append(record))
            {
                return false;
            }

            Take(record);
            return true;
        }

        /// <summary>Writes down that ticketing knows of the oldest unreported admission.</summary>
        public bool MarkReported()
        {
            var record = new AdmissionRecord { Kind = RecordKind.Reported, RequestId = FirstUnreported.RequestId };
            if (!Append(record))
            {
                return false;
            }

            Take(record);
            return true;
        }

        /// <summary>Removes the list, so that it is not relied on again.</summary>
        public void Discard()
        {
            State = _files.Delete(File) == FileResult.Failed ? ListState.StorageFailed : ListState.NotOpen;
            Count = 0;
            _firstUnreported = 0;
            _endUnreported = 0;
        }

        /// <summary>
        /// For storage that has failed: sees to it that nothing relies on the list again, and keeps what is not reported.
        /// </summary>
        public void Close()
        {
            if (_isClosed)
            {
                return;
            }

            // Behind an append that failed nothing can be added, since nobody knows where it ended.
            _isClosed = (!_isRead || _files.Delete(File) != FileResult.Failed)
                && _files.Append(File, new AdmissionRecord { Kind = RecordKind.Opened }.Write()) == FileResult.Ok;
            for (var i = _firstUnreported; i < _endUnreported && _isClosed; i++)
            {
                _isClosed = _files.Append(File, _unreported[i].Write()) == FileResult.Ok;
            }
        }

        /// <summary>64-bit FNV-1a: two tickets share one so rarely that the second one may well be refused.</summary>
        static ulong Hash(byte[] code)
        {
            var hash = 14695981039346656037UL;
            for (var i = 0; i < code.Length; i++)
            {
                hash = (hash ^ code[i]) * 1099511628211UL;
            }

            return hash;
        }

        void Load()
        {
            byte[] list;
            var result = _files.Read(File, out list);
            State = result == FileResult.Failed ? ListState.StorageFailed : ListState.NotOpen;
            _isRead = result != FileResult.Failed;
            if (result != FileResult.Ok)
            {
                return;
            }

            var isDamaged = false;
            byte[] mark = null;
            for (var offset = 0; offset + AdmissionRecord.Length <= list.Length; offset += AdmissionRecord.Length)
            {
                var record = new AdmissionRecord();
                record.Read(list, offset);
                isDamaged |= record.Kind == RecordKind.Damaged;
                mark = record.Kind == RecordKind.Opened ? record.Code : mark;
                Take(record);
            }

            var rest = list.Length % AdmissionRecord.Length;
            if (rest != 0 && _files.Append(File, new byte[AdmissionRecord.Length - rest]) != FileResult.Ok)
            {
                State = ListState.StorageFailed;
                return;
            }

            if (mark != null || isDamaged)
            {
                Compare(mark == null ? new byte[0] : mark);
                State = isDamaged && State != ListState.Closed ? ListState.Damaged : State;
            }
        }

        /// <summary>A list for another key is closed for good: this lane no longer knows all admissions under that key.</summary>
        void Compare(byte[] mark)
        {
            var isSame = _mark.Length > 0 && mark.Length == _mark.Length;
            for (var i = 0; i < _mark.Length && isSame; i++)
            {
                isSame = mark[i] == _mark[i];
            }

            State = !isSame ? ListState.Closed : Count < Capacity ? ListState.Open : ListState.Full;
            if (!isSame && mark.Length > 0 && !Append(new AdmissionRecord { Kind = RecordKind.Opened }))
            {
                State = ListState.StorageFailed;
            }
        }

        bool Append(AdmissionRecord record)
        {
            if (_files.Append(File, record.Write()) == FileResult.Ok)
            {
                return true;
            }

            // Where the end of the file is now, nobody knows.
            State = ListState.StorageFailed;
            return false;
        }

        void Take(AdmissionRecord record)
        {
            if (record.Kind == RecordKind.Reported && Unreported > 0 && FirstUnreported.RequestId == record.RequestId)
            {
                _unreported[_firstUnreported++] = null;
            }
            else if ((record.Kind == RecordKind.Online || record.Kind == RecordKind.Offline) && Count < Capacity)
            {
                _admitted[Count++] = Hash(record.Code);
                State = Count < Capacity ? State : ListState.Full;
                if (record.Kind == RecordKind.Offline)
                {
                    _unreported[_endUnreported++] = record;
                }
            }
        }
    }
}
