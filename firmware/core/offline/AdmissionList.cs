using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Offline
{
    /// <summary>
    /// All admissions of this lane's tickets, on flash and append-only: records of fixed length, each with a checksum. A record
    /// that a power cut left incomplete is ignored, because the admission it should have recorded had not happened yet.
    /// </summary>
    public sealed class AdmissionList
    {
        /// <summary>The number of admissions that fit.</summary>
        public const int Capacity = TicketRequest.MaximumReports;

        /// <summary>Name of the file.</summary>
        public const string File = "offline.list";

        readonly IFileStore _files;
        readonly byte[] _mark;
        readonly AdmittedTickets _admitted = new AdmittedTickets(Capacity);
        readonly UnreportedAdmissions _unreported = new UnreportedAdmissions(Capacity);
        bool _isRead;
        bool _isClosed;

        /// <summary>Creates the list of the event whose key has this mark; empty while offline admission is off.</summary>
        public AdmissionList(IFileStore files, byte[] mark)
        {
            _files = files;
            _mark = mark;
            Load();
        }

        /// <summary>Whether the list can be relied on.</summary>
        public ListState State { get; private set; }

        /// <summary>Number of admissions in the list.</summary>
        public int Count
        {
            get { return _admitted.Count; }
        }

        /// <summary>Number of offline admissions that ticketing does not know yet.</summary>
        public int Unreported
        {
            get { return _unreported.Count; }
        }

        /// <summary>The oldest of those, or null.</summary>
        public AdmissionRecord FirstUnreported
        {
            get { return _unreported.First; }
        }

        /// <summary>Whether a ticket was admitted at this lane.</summary>
        public bool Contains(byte[] code)
        {
            return RequestOf(code) != 0;
        }

        /// <summary>Id of the request for which a ticket was admitted at this lane; 0 if it was not.</summary>
        public ulong RequestOf(byte[] code)
        {
            return _admitted.RequestOf(code);
        }

        /// <summary>Whether a request has admitted a ticket at this lane.</summary>
        public bool Has(ulong requestId)
        {
            return _admitted.Has(requestId);
        }

        /// <summary>Whether a request's offline admission is not known to ticketing yet.</summary>
        public bool IsUnreported(ulong requestId)
        {
            return _unreported.Contains(requestId);
        }

        /// <summary>Starts a new list; false if the storage refuses.</summary>
        public bool Open()
        {
            if (State == ListState.NotOpen && Append(new AdmissionRecord { Kind = RecordKind.Opened, Code = _mark }))
            {
                State = ListState.Open;
            }

            return State == ListState.Open;
        }

        /// <summary>Records an admission, before the gate opens; false if it is not on flash.</summary>
        public bool Add(AdmissionRecord record)
        {
            if (State != ListState.Open || !Append(record))
            {
                return false;
            }

            Take(record);
            return true;
        }

        /// <summary>Records that ticketing knows the oldest unreported admission.</summary>
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

        /// <summary>
        /// Records that the guest whom a request admitted has not passed: the ticket may be admitted again, and is not reported.
        /// </summary>
        public void Undo(ulong requestId)
        {
            var record = new AdmissionRecord { Kind = RecordKind.NotPassed, RequestId = requestId };
            if (State != ListState.StorageFailed)
            {
                Append(record);
            }

            Take(record);
        }

        /// <summary>Removes the list, so that it is not relied on again.</summary>
        public void Discard()
        {
            State = _files.Delete(File) == FileResult.Failed ? ListState.StorageFailed : ListState.NotOpen;
            _admitted.Clear();
            _unreported.Clear();
        }

        /// <summary>
        /// For failed storage: makes sure that the list is not relied on again, and keeps what is not reported.
        /// </summary>
        public void Close()
        {
            if (_isClosed)
            {
                return;
            }

            // Nothing can be appended after a failed append, because its end is unknown.
            _isClosed = (!_isRead || _files.Delete(File) != FileResult.Failed)
                && _files.Append(File, new AdmissionRecord { Kind = RecordKind.Opened }.Write()) == FileResult.Ok;
            for (var i = 0; i < Unreported && _isClosed; i++)
            {
                _isClosed = _files.Append(File, _unreported.At(i).Write()) == FileResult.Ok;
            }
        }

        void Load()
        {
            var result = _files.Read(File, out var list);
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
                Compare(mark ?? new byte[0]);
                State = isDamaged && State != ListState.Closed ? ListState.Damaged : State;
            }
        }

        /// <summary>
        /// A list for another key is closed permanently: this lane no longer knows all admissions under that key.
        /// </summary>
        void Compare(byte[] mark)
        {
            var isSame = _mark.Length > 0 && mark.Length == _mark.Length;
            for (var i = 0; i < _mark.Length && isSame; i++)
            {
                isSame = mark[i] == _mark[i];
            }

            State = !isSame ? ListState.Closed : _admitted.HasRoom ? ListState.Open : ListState.Full;
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

            // The end of the file is unknown now.
            State = ListState.StorageFailed;
            return false;
        }

        void Take(AdmissionRecord record)
        {
            switch (record.Kind)
            {
                case RecordKind.Reported:
                    _unreported.Remove(record.RequestId);
                    break;
                case RecordKind.NotPassed:
                    _unreported.Remove(record.RequestId);
                    _admitted.Remove(record.RequestId);
                    break;
                case RecordKind.Online:
                case RecordKind.Offline:
                    TakeAdmission(record);
                    break;
            }
        }

        void TakeAdmission(AdmissionRecord record)
        {
            if (!_admitted.HasRoom)
            {
                return;
            }

            _admitted.Add(record.Code, record.RequestId);
            State = _admitted.HasRoom ? State : ListState.Full;
            if (record.Kind == RecordKind.Offline)
            {
                _unreported.Add(record);
            }
        }
    }
}
