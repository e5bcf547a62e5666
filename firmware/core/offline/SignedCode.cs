using System;
using Pedestal.Core.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// A rotating code as scanned, <c>R1:code:step:tag</c>; see tools/ticketing/README.md. Holds the last one read.
    /// </summary>
    public sealed class SignedCode
    {
        /// <summary>Seconds that each code is shown.</summary>
        public const int StepSeconds = 30;

        /// <summary>Most characters of the ticket's own code.</summary>
        public const int LongestCode = 90;

        const int TagLength = 16;
        const int TagDigits = 22;
        const int MostStepDigits = 12;

        // Clocks of telephones are off, and scanning takes its time.
        const long StepsOff = 1;

        /// <summary>The ticket's own code.</summary>
        public byte[] Code;

        readonly ICipher _cipher;
        readonly byte[] _tag = new byte[TagLength];
        readonly byte[] _message = new byte[8];
        long _step;

        /// <summary>Creates one that uses the given primitives.</summary>
        public SignedCode(ICipher cipher)
        {
            _cipher = cipher;
        }

        /// <summary>The lane, from 1, that a ticket belongs to when so many share them.</summary>
        public static int LaneOf(byte[] code, int lanes)
        {
            return (int)(Crc32.Of(code, 0, code.Length) % (uint)lanes) + 1;
        }

        /// <summary>Takes a scanned code apart; false when it is none of this form.</summary>
        public bool Read(byte[] scanned, int length)
        {
            // From the end, since codes may have colons of their own.
            var tagAt = length - TagDigits;
            if (tagAt < 7 || scanned[0] != 'R' || scanned[1] != '1' || scanned[2] != ':' || scanned[tagAt - 1] != ':')
            {
                return false;
            }

            var stepAt = tagAt - 1;
            while (stepAt > 3 && scanned[stepAt - 1] != ':')
            {
                stepAt--;
            }

            var codeLength = stepAt - 4;
            if (codeLength < 1 || codeLength > LongestCode || !ReadStep(scanned, stepAt, tagAt - 1) || !ReadTag(scanned, tagAt))
            {
                return false;
            }

            Code = new byte[codeLength];
            Array.Copy(scanned, 3, Code, 0, codeLength);
            return true;
        }

        /// <summary>Whether the code read was signed under the event key.</summary>
        public bool IsAuthentic(byte[] eventKey)
        {
            for (var i = 0; i < 8; i++)
            {
                _message[i] = (byte)(_step >> 56 - 8 * i);
            }

            return Bytes.EqualInConstantTime(_tag, _cipher.Authenticate(_cipher.Authenticate(eventKey, Code), _message), 0);
        }

        /// <summary>Whether the code read is shown about now.</summary>
        public bool IsInTime(long unixSeconds)
        {
            var difference = _step - unixSeconds / StepSeconds;
            return difference >= -StepsOff && difference <= StepsOff;
        }

        bool ReadStep(byte[] scanned, int start, int end)
        {
            _step = 0;
            for (var i = start; i < end; i++)
            {
                if (scanned[i] < '0' || scanned[i] > '9')
                {
                    return false;
                }

                _step = 10 * _step + scanned[i] - '0';
            }

            return end > start && end - start <= MostStepDigits;
        }

        bool ReadTag(byte[] scanned, int start)
        {
            var bits = 0;
            var count = 0;
            var length = 0;
            for (var i = start; i < start + TagDigits; i++)
            {
                var digit = Base64Digit(scanned[i]);
                if (digit < 0)
                {
                    return false;
                }

                bits = bits << 6 | digit;
                count += 6;
                if (count >= 8)
                {
                    count -= 8;
                    _tag[length++] = (byte)(bits >> count);
                }
            }

            // Four bits too many: zero, as every encoder leaves them.
            return (bits & 15) == 0;
        }

        static int Base64Digit(byte c)
        {
            return c >= 'A' && c <= 'Z' ? c - 'A'
                : c >= 'a' && c <= 'z' ? c - 'a' + 26
                : c >= '0' && c <= '9' ? c - '0' + 52
                : c == '-' ? 62
                : c == '_' ? 63
                : -1;
        }
    }
}
