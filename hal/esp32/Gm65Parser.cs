namespace Pedestal.Hal.Esp32
{
    /// <summary>What a byte from the reader completed.</summary>
    public enum Gm65Event
    {
        /// <summary>Nothing yet.</summary>
        None = 0,

        /// <summary>A code.</summary>
        Code = 1,

        /// <summary>A code longer than there is room for.</summary>
        TooLong = 2,

        /// <summary>The module's answer to a command.</summary>
        Reply = 3,
    }

    /// <summary>
    /// Tells scanned codes from the module's answers, which share the line. An answer is
    /// <c>02|03 00 00 length data crc crc</c>; a code is printable ASCII up to CR, LF or a pause.
    /// </summary>
    public sealed class Gm65Parser
    {
        /// <summary>The last code; only <see cref="Length"/> bytes of it count.</summary>
        public readonly byte[] Code;

        const int HeaderLength = 4;
        const int CrcLength = 2;
        int _length;
        int _replyTaken;
        int _replyLength;
        bool _noise;

        /// <summary>A parser for codes of at most so many bytes.</summary>
        public Gm65Parser(int longest)
        {
            Code = new byte[longest];
        }

        /// <summary>Length of the last code.</summary>
        public int Length { get; private set; }

        /// <summary>Takes one byte.</summary>
        public Gm65Event Take(byte value)
        {
            if (_replyTaken > 0)
            {
                return TakeReply(value);
            }

            if (value == '\r' || value == '\n')
            {
                return Finish();
            }

            if (_length == 0 && !_noise && (value == 2 || value == 3))
            {
                _replyTaken = 1;
                _replyLength = HeaderLength;
                return Gm65Event.None;
            }

            if (value < ' ' || value > '~')
            {
                _noise = true;
            }
            else if (_length <= Code.Length)
            {
                if (_length < Code.Length)
                {
                    Code[_length] = value;
                }

                _length++;
            }

            return Gm65Event.None;
        }

        /// <summary>The line has been silent: ends a code that came without CR, and drops a torn answer.</summary>
        public Gm65Event Pause()
        {
            _replyTaken = 0;
            return Finish();
        }

        Gm65Event TakeReply(byte value)
        {
            if (_replyTaken < HeaderLength - 1 && value != 0)
            {
                _replyTaken = 0;
                _noise = true;
                return Gm65Event.None;
            }

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

        // A code with noise in it would be another code: it is dropped, and the guest scans again.
        Gm65Event Finish()
        {
            var whole = _length > 0 && !_noise;
            Length = _length;
            _length = 0;
            _noise = false;
            return !whole ? Gm65Event.None : Length > Code.Length ? Gm65Event.TooLong : Gm65Event.Code;
        }
    }
}
