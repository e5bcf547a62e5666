using Pedestal.Hal;

namespace Pedestal.Gm65
{
    /// <summary>
    /// Separates scanned codes from the module's replies, which share the line. A reply is <c>02|03 00 00 length data crc crc</c>.
    /// A code is printable ASCII up to CR, LF, TAB, ETX or a pause; depending on the reader's settings, STX or a symbology
    /// identifier precedes it and NUL follows it. A code with any other byte is dropped and counted, and the guest scans again.
    /// </summary>
    public sealed class Gm65Parser
    {
        /// <summary>The last code, in the first <see cref="Length"/> bytes.</summary>
        public readonly byte[] Code;

        const byte StartOfText = 0x02;
        const byte EndOfText = 0x03;
        const int HeaderLength = 4;
        const int CrcLength = 2;
        readonly int _longest;
        int _length;
        int _replyTaken;
        int _replyLength;
        CodeDrop _fault;
        bool _padded;
        bool _justEnded;
        bool _readerEnds;

        /// <summary>A parser for codes of at most so many bytes.</summary>
        public Gm65Parser(int longest)
        {
            _longest = longest;
            Code = new byte[longest + SymbologyIdentifier.Length];
        }

        /// <summary>Length of the last code.</summary>
        public int Length { get; private set; }

        /// <summary>Codes dropped so far.</summary>
        public int Dropped { get; private set; }

        /// <summary>Why the last one was dropped.</summary>
        public CodeDrop LastDrop { get; private set; }

        bool IsBetweenCodes
        {
            get { return _length == 0 && _fault == CodeDrop.None; }
        }

        /// <summary>Processes one byte.</summary>
        public Gm65Event Take(byte value)
        {
            if (_replyTaken > 0 && IsReply(value))
            {
                return TakeReply(value);
            }

            switch (value)
            {
                case (byte)'\r':
                case (byte)'\n':
                case (byte)'\t':
                    return Finish(true);
                case StartOfText:
                case EndOfText:
                    return Frame(value);
                case 0:
                    Pad();
                    return Gm65Event.None;
                default:
                    Add(value);
                    return Gm65Event.None;
            }
        }

        /// <summary>Processes a pause on the line: it ends a code that has no end mark, and drops an incomplete reply.</summary>
        public Gm65Event Pause()
        {
            _replyTaken = 0;
            var parsed = Finish(false);
            _justEnded = false;
            return parsed;
        }

        /// <summary>Counts a code as dropped.</summary>
        public void Drop(CodeDrop why)
        {
            Dropped++;
            LastDrop = why;
        }

        /// <summary>Both may begin a reply; otherwise STX begins a code and ETX ends one.</summary>
        Gm65Event Frame(byte value)
        {
            if (value == StartOfText && !IsBetweenCodes)
            {
                _fault = CodeDrop.ControlCharacter;
                return Gm65Event.None;
            }

            _replyTaken = 1;
            _replyLength = HeaderLength;
            if (value == EndOfText)
            {
                return Finish(true);
            }

            _justEnded = false;
            return Gm65Event.None;
        }

        /// <summary>Whether the bytes so far still look like a reply.</summary>
        bool IsReply(byte value)
        {
            if (_replyTaken >= HeaderLength - 1 || value == 0)
            {
                return true;
            }

            if (_replyTaken > 1 && !_justEnded)
            {
                _fault = CodeDrop.ControlCharacter;
            }

            _replyTaken = 0;
            return false;
        }

        Gm65Event TakeReply(byte value)
        {
            if (_replyTaken == HeaderLength - 1)
            {
                _replyLength = HeaderLength + value + CrcLength;
            }

            _replyTaken++;
            if (_replyTaken < _replyLength)
            {
                return Gm65Event.None;
            }

            _replyTaken = 0;
            return Gm65Event.Reply;
        }

        // NUL after a code is padding; between two characters it is a break of the line.
        void Pad()
        {
            _padded = _length > 0;
            if (IsBetweenCodes && !_justEnded)
            {
                _fault = CodeDrop.ControlCharacter;
            }
        }

        void Add(byte value)
        {
            if (value < ' ' || value > '~' || _padded)
            {
                _fault = value > 127 ? CodeDrop.NotAscii : CodeDrop.ControlCharacter;
            }
            else if (_length <= Code.Length)
            {
                if (_length < Code.Length)
                {
                    Code[_length] = value;
                }

                _length++;
            }
        }

        Gm65Event Finish(bool hasEnd)
        {
            if (IsBetweenCodes)
            {
                return Gm65Event.None;
            }

            var isTorn = _readerEnds && !hasEnd;
            var fault = _fault != CodeDrop.None ? _fault : isTorn ? CodeDrop.Torn : CodeDrop.None;
            Length = _length;
            if (SymbologyIdentifier.Precedes(Code, _length))
            {
                Length -= SymbologyIdentifier.Length;
                System.Array.Copy(Code, SymbologyIdentifier.Length, Code, 0, Code.Length - SymbologyIdentifier.Length);
            }

            _readerEnds = hasEnd;
            _justEnded = true;
            _padded = false;
            _length = 0;
            _fault = CodeDrop.None;
            if (fault == CodeDrop.None && Length > _longest)
            {
                fault = CodeDrop.TooLong;
            }

            if (fault != CodeDrop.None)
            {
                Drop(fault);
            }

            return fault == CodeDrop.None ? Gm65Event.Code
                : fault == CodeDrop.TooLong ? Gm65Event.TooLong
                : Gm65Event.Dropped;
        }
    }
}
