using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// The code that this lane has admitted or opened an enrolment for last. A reader reads it again while it is still held there:
    /// that is no second guest, and must turn no green into red. No gate opens for it again either.
    /// </summary>
    public sealed class JustAdmitted
    {
        /// <summary>Id of the request that admitted it.</summary>
        public ulong RequestId;

        readonly IClock _clock;
        readonly IGateService _gate;
        readonly long _kept;
        readonly byte[] _code = new byte[TicketRequest.MaximumCodeLength];
        int _length;
        int _passages;
        long _since;
        bool _told;

        /// <summary>Remembers nothing yet.</summary>
        public JustAdmitted(LaneParts parts, LaneSettings settings)
        {
            _clock = parts.Clock;
            _gate = parts.GateService;
            _kept = settings.SameGuestMilliseconds * 1000L;
        }

        /// <summary>Remembers so many bytes of a buffer as the code.</summary>
        public void Remember(byte[] buffer, int offset, int length, ulong requestId)
        {
            System.Array.Copy(buffer, offset, _code, 0, length);
            _length = length;
            RequestId = requestId;
            _passages = Passages();
            _since = _clock.NowMicroseconds();
            _told = false;
        }

        /// <summary>Whether a code is the one remembered, its guest has not passed, and nobody else has come since.</summary>
        public bool Is(byte[] code, int length)
        {
            if (_length == 0 || length != _length)
            {
                return false;
            }

            for (var i = 0; i < length; i++)
            {
                if (code[i] != _code[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Whether it is read again for the first time.</summary>
        public bool IsNews()
        {
            var isNews = !_told;
            _told = true;
            return isNews;
        }

        /// <summary>
        /// Forgets the code when its time is over or its guest has passed; to be called at every turn. The time counts from the end
        /// of an enrolment, which may be open now.
        /// </summary>
        public void Tend(bool isEnrolling)
        {
            if (isEnrolling)
            {
                _since = _clock.NowMicroseconds();
            }
            else if (_length > 0 && (_clock.NowMicroseconds() - _since >= _kept || Passages() != _passages))
            {
                Forget();
            }
        }

        /// <summary>Forgets the code: another guest has come, or nobody was let in after all.</summary>
        public void Forget()
        {
            System.Array.Clear(_code, 0, _code.Length);
            _length = 0;
        }

        int Passages()
        {
            return _gate == null ? 0 : _gate.Passages;
        }
    }
}
