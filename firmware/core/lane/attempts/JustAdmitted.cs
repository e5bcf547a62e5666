using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>
    /// The code that this lane last admitted or opened an enrolment for. While the guest still holds it there, the reader reads
    /// it again: that is not a second guest, so the ring must stay green, and the gate must not open again.
    /// </summary>
    public sealed class JustAdmitted
    {
        /// <summary>Id of the request that admitted it.</summary>
        public ulong RequestId;

        readonly IClock _clock;
        readonly GateKeeper _gate;
        readonly long _kept;
        readonly byte[] _code = new byte[TicketRequest.MaximumCodeLength];
        int _length;
        int _passages;
        long _since;
        bool _told;

        /// <summary>Starts without a code.</summary>
        public JustAdmitted(LaneParts parts, LaneSettings settings)
        {
            _clock = parts.Clock;
            _gate = parts.Gate;
            _kept = settings.SameGuestMilliseconds * 1000L;
        }

        /// <summary>Remembers a code and the request that admitted it.</summary>
        public void Remember(ScannedCode code, ulong requestId)
        {
            System.Array.Copy(code.Bytes, 0, _code, 0, _code.Length);
            _length = code.Length;
            RequestId = requestId;
            _passages = _gate.Passages;
            _since = _clock.NowMicroseconds();
            _told = false;
        }

        /// <summary>Whether this is the remembered code, its guest has not passed, and nobody else has come since.</summary>
        public bool Is(ScannedCode code)
        {
            if (_length == 0 || code.Length != _length)
            {
                return false;
            }

            for (var i = 0; i < _length; i++)
            {
                if (code.Bytes[i] != _code[i])
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
        /// Forgets the code when its time is over or its guest has passed; call it at every turn. While an enrolment or
        /// deletion is under way, the time counts from its end.
        /// </summary>
        public void Tend(bool isUnderWay)
        {
            if (isUnderWay)
            {
                _since = _clock.NowMicroseconds();
            }
            else if (_length > 0 && (_clock.NowMicroseconds() - _since >= _kept || _gate.Passages != _passages))
            {
                Forget();
            }
        }

        /// <summary>Forgets the code, because another guest has come or nobody was admitted after all.</summary>
        public void Forget()
        {
            System.Array.Clear(_code, 0, _code.Length);
            _length = 0;
        }
    }
}
