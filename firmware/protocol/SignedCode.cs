using System;
using Pedestal.Hal;

namespace Pedestal.Protocol
{
    /// <summary>
    /// A rotating code, <c>R1:code:step:tag</c>; see tools/services/ticketing/README.md. Each code has only one form, and pedestals
    /// and ticketing both read it with this class, so that they accept the same codes. An instance holds the last code.
    /// </summary>
    public sealed class SignedCode
    {
        /// <summary>Time for which each code is shown, seconds.</summary>
        public const int StepSeconds = 30;

        /// <summary>Greatest length of the ticket's own code, characters.</summary>
        public const int LongestCode = 90;

        /// <summary>Bytes of the tag.</summary>
        public const int TagLength = 16;

        /// <summary>Number of shares into which an event's tickets are divided; each has its own key.</summary>
        public const int Shares = 64;

        /// <summary>Bytes of a share's key.</summary>
        public const int ShareKeyLength = 16;

        const int PrefixLength = 3;
        const int TagDigits = 22;

        // With more digits a code of the greatest length would not fit into a request.
        const int MostStepDigits = 11;

        // Telephones' clocks are inexact, and scanning takes time.
        const long StepsOff = 1;

        /// <summary>The ticket's own code.</summary>
        public byte[] Code;

        /// <summary>The half minute that it is signed for, counted from 1970.</summary>
        public long Step;

        /// <summary>Its signature.</summary>
        public readonly byte[] Tag = new byte[TagLength];

        readonly ICipher _cipher;
        readonly byte[] _message = new byte[8];

        /// <summary>Creates a reader that uses the given primitives.</summary>
        public SignedCode(ICipher cipher)
        {
            _cipher = cipher;
        }

        /// <summary>The share of a ticket, from 0.</summary>
        public static int ShareOf(byte[] code)
        {
            return (int)(Crc32.Of(code, 0, code.Length) % Shares);
        }

        /// <summary>The lane of a ticket, from 1, for a number of lanes of at most <see cref="Shares"/>.</summary>
        public static int LaneOf(byte[] code, int lanes)
        {
            return ShareOf(code) % lanes + 1;
        }

        /// <summary>Parses a scanned code; false if it does not have this form.</summary>
        public bool Read(byte[] scanned, int length)
        {
            // From the end, because tickets' codes may contain colons.
            var tagAt = length - TagDigits;
            if (length > TicketRequest.MaximumCodeLength || tagAt < PrefixLength + 4 || !HasPrefix(scanned, 0)
                || scanned[tagAt - 1] != ':')
            {
                return false;
            }

            var stepAt = tagAt - 1;
            while (stepAt > PrefixLength && scanned[stepAt - 1] != ':')
            {
                stepAt--;
            }

            var codeLength = stepAt - 1 - PrefixLength;
            if (!IsCode(scanned, PrefixLength, codeLength) || !ReadStep(scanned, stepAt, tagAt - 1) || !Base64Url.Read(scanned, tagAt, Tag))
            {
                return false;
            }

            Code = new byte[codeLength];
            Array.Copy(scanned, PrefixLength, Code, 0, codeLength);
            return true;
        }

        /// <summary>Loads a code that was parsed elsewhere; false if no scanned code can have this code or step.</summary>
        public bool Load(byte[] code, long step, byte[] tag)
        {
            if (!IsCode(code, 0, code.Length) || step < 0)
            {
                return false;
            }

            Code = code;
            Step = step;
            Array.Copy(tag, 0, Tag, 0, TagLength);
            return true;
        }

        /// <summary>Whether the code was signed with the key of its ticket's share.</summary>
        public bool IsAuthentic(byte[] shareKey)
        {
            for (var i = 0; i < 8; i++)
            {
                _message[i] = (byte)(Step >> 56 - 8 * i);
            }

            return Bytes.EqualInConstantTime(Tag, _cipher.Authenticate(_cipher.Authenticate(shareKey, Code), _message), 0);
        }

        /// <summary>Whether the code is shown at about this time.</summary>
        public bool IsInTime(long unixSeconds)
        {
            var difference = Step - unixSeconds / StepSeconds;
            return difference >= -StepsOff && difference <= StepsOff;
        }

        /// <summary>
        /// Whether a ticket can have this code: printable ASCII without leading or trailing spaces, as in every imported list, and not
        /// itself a rotating code.
        /// </summary>
        static bool IsCode(byte[] text, int start, int length)
        {
            if (length < 1 || length > LongestCode || text[start] == ' ' || text[start + length - 1] == ' '
                || length >= PrefixLength && HasPrefix(text, start))
            {
                return false;
            }

            for (var i = start; i < start + length; i++)
            {
                if (text[i] < ' ' || text[i] > '~')
                {
                    return false;
                }
            }

            return true;
        }

        static bool HasPrefix(byte[] text, int start)
        {
            return text[start] == 'R' && text[start + 1] == '1' && text[start + 2] == ':';
        }

        /// <summary>Reads decimal digits without a leading zero, so that each number has only one form.</summary>
        bool ReadStep(byte[] scanned, int start, int end)
        {
            var step = 0L;
            for (var i = start; i < end; i++)
            {
                if (scanned[i] < '0' || scanned[i] > '9' || i - start >= MostStepDigits)
                {
                    return false;
                }

                step = 10 * step + scanned[i] - '0';
            }

            Step = step;
            return end > start && scanned[start] != '0';
        }
    }
}
