using Pedestal.Core.Lane.Parts;
using Pedestal.Protocol;

namespace Pedestal.Core.Fleet
{
    /// <summary>The second step of an opening: six digits of the first reply, valid once and for half a minute.</summary>
    public sealed class OpenConfirmation
    {
        const int Digits = 6;
        const long LifeMicroseconds = 30000000;
        readonly LaneParts _parts;
        readonly byte[] _random = new byte[8];
        readonly byte[] _digits = new byte[Digits];
        long _ends;

        /// <summary>Starts with nothing to confirm.</summary>
        public OpenConfirmation(LaneParts parts)
        {
            _parts = parts;
        }

        /// <summary>Creates new digits; earlier ones become invalid.</summary>
        public string Ask()
        {
            _parts.Cipher.FillRandom(_random);
            var number = Bytes.GetUInt64(_random, 0);
            var text = new char[Digits];
            for (var i = 0; i < Digits; i++)
            {
                _digits[i] = (byte)('0' + (int)(number % 10));
                text[i] = (char)_digits[i];
                number /= 10;
            }

            _ends = _parts.Clock.NowMicroseconds() + LifeMicroseconds;
            return new string(text, 0, Digits);
        }

        /// <summary>Whether these are the digits; in any case they are invalid afterwards.</summary>
        public bool Take(string digits)
        {
            var isInTime = _parts.Clock.NowMicroseconds() < _ends;
            _ends = 0;
            var given = new byte[digits.Length];
            for (var i = 0; i < given.Length; i++)
            {
                given[i] = (byte)digits[i];
            }

            return isInTime && given.Length == Digits && Bytes.EqualInConstantTime(_digits, given, 0);
        }
    }
}
