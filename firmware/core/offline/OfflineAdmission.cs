using System;
using Pedestal.Core.Log;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Offline
{
    /// <summary>
    /// Decides about signed tickets while ticketing is unreachable. No ticket is admitted twice, because each belongs to one
    /// lane, which records every admission of its tickets, by ticketing or offline, before the gate opens. Not thread-safe.
    /// </summary>
    public sealed class OfflineAdmission
    {
        const int MarkLength = 8;

        /// <summary>The list of admissions.</summary>
        public readonly AdmissionList List;

        /// <summary>Its settings.</summary>
        public readonly OfflineSettings Settings;

        readonly ITimeOfDay _time;
        readonly EventLog _log;
        readonly SignedCode _code;

        /// <summary>Reads the list from the files.</summary>
        public OfflineAdmission(OfflineSettings settings, IFileStore files, ICipher cipher, ITimeOfDay time,
            EventLog log)
        {
            Settings = settings;
            _time = time;
            _log = log;
            _code = new SignedCode(cipher);
            Mark = settings.IsReady ? MarkOf(cipher, settings.Key) : new byte[0];
            List = new AdmissionList(files, Mark);
            if (List.State == ListState.Closed && List.Unreported == 0)
            {
                List.Discard();
            }

            if (settings.IsReady || List.Unreported > 0)
            {
                Log(LogLevel.Info, "list " + OfflineWords.Of(List.State) + ", " + List.Count.ToString() + " admissions, "
                    + List.Unreported.ToString() + " to report", 0);
            }
        }

        /// <summary>Distinguishes keys without revealing them; empty while offline admission is off.</summary>
        public byte[] Mark { get; }

        /// <summary>Tickets admitted here since the start.</summary>
        public int Admissions { get; private set; }

        /// <summary>Decides about a scanned code; an admission is on flash when this returns.</summary>
        public OfflineVerdict Decide(byte[] scanned, int length, ulong requestId)
        {
            if (!Settings.IsReady)
            {
                return OfflineVerdict.Off;
            }

            var verdict = Judge(scanned, length, requestId);
            Log(verdict < OfflineVerdict.ListNotOpen ? LogLevel.Info : LogLevel.Warning, OfflineWords.Of(verdict), requestId);
            return verdict;
        }

        /// <summary>
        /// Id of the request for which this lane has admitted a scanned code's ticket, offline or not; 0 if it has not.
        /// </summary>
        public ulong RequestOf(byte[] scanned, int length)
        {
            return List.Count > 0 && _code.Read(scanned, length) ? List.RequestOf(_code.Code) : 0;
        }

        /// <summary>Records that the guest whom a request admitted has not passed; the ticket may be admitted again.</summary>
        public void Undo(ulong listedId, ulong requestId)
        {
            if (List.Has(listedId))
            {
                List.Undo(listedId);
                Log(LogLevel.Info, "not passed", requestId);
            }
        }

        /// <summary>Records that ticketing admitted a scanned code, before the gate opens.</summary>
        public void Note(byte[] scanned, int length, ulong requestId)
        {
            if (!Settings.IsReady || !_code.Read(scanned, length) || !IsOwn()
                || List.State == ListState.Open && List.Add(Record(RecordKind.Online, requestId, _time.UnixSeconds())))
            {
                return;
            }

            if (List.State == ListState.StorageFailed)
            {
                // A list with a gap must not be relied on after a restart either.
                List.Close();
                Log(LogLevel.Error, "an admission could not be recorded; no offline admission from now on", requestId);
            }
        }

        /// <summary>Logs what happened and to which request, 0 for none, without naming a ticket.</summary>
        public void Log(LogLevel level, string text, ulong request)
        {
            _log.Write(level, "offline", text, request);
        }

        OfflineVerdict Judge(byte[] scanned, int length, ulong requestId)
        {
            if (!_code.Read(scanned, length))
            {
                return OfflineVerdict.NotSigned;
            }

            var now = _time.UnixSeconds();
            if (now <= 0)
            {
                return OfflineVerdict.ClockUnset;
            }

            return !IsOwn() ? OfflineVerdict.OtherLane
                : !_code.IsAuthentic(Settings.KeyOf(SignedCode.ShareOf(_code.Code))) ? OfflineVerdict.WrongSignature
                : !_code.IsInTime(now) ? OfflineVerdict.OutOfTime
                : Admit(requestId, now);
        }

        static byte[] MarkOf(ICipher cipher, byte[] key)
        {
            var mark = new byte[MarkLength];
            Array.Copy(cipher.Authenticate(key, new[] { (byte)'m', (byte)'a', (byte)'r', (byte)'k' }), 0, mark, 0, MarkLength);
            return mark;
        }

        bool IsOwn()
        {
            return SignedCode.LaneOf(_code.Code, Settings.Lanes) == Settings.Lane;
        }

        OfflineVerdict Admit(ulong requestId, long now)
        {
            switch (List.State)
            {
                case ListState.Open: break;
                case ListState.Full: return OfflineVerdict.ListFull;
                case ListState.Damaged: return OfflineVerdict.ListDamaged;
                case ListState.StorageFailed: return OfflineVerdict.StorageFailed;
                default: return OfflineVerdict.ListNotOpen;
            }

            if (List.Contains(_code.Code))
            {
                return OfflineVerdict.Used;
            }

            if (!List.Add(Record(RecordKind.Offline, requestId, now)))
            {
                return OfflineVerdict.StorageFailed;
            }

            Admissions++;
            return OfflineVerdict.Admitted;
        }

        AdmissionRecord Record(RecordKind kind, ulong requestId, long now)
        {
            var record = new AdmissionRecord
            {
                Kind = kind, Code = _code.Code, RequestId = requestId, UnixSeconds = now, Step = _code.Step,
            };
            Array.Copy(_code.Tag, 0, record.Tag, 0, record.Tag.Length);
            return record;
        }
    }
}
