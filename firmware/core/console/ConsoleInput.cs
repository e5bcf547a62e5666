using Pedestal.Hal;

namespace Pedestal.Core.Console
{
    /// <summary>Typed bytes in order, without a telnet client's negotiation; buffered while a command runs.</summary>
    public sealed class ConsoleInput
    {
        /// <summary>Nothing has been typed.</summary>
        public const int Nothing = -1;

        /// <summary>A byte was buffered for later.</summary>
        public const int Kept = -2;

        /// <summary>Ctrl-C, which is never buffered.</summary>
        public const byte Interrupt = 0x03;

        /// <summary>Ctrl-\: the listener goes; it does not wait either.</summary>
        public const byte HangUp = 0x1C;

        readonly IConsolePort _port;
        readonly TelnetFilter _telnet = new TelnetFilter();
        readonly TypedAhead _ahead = new TypedAhead();
        int _filtered;
        int _next;

        /// <summary>Reads the bytes typed at a port.</summary>
        public ConsoleInput(IConsolePort port)
        {
            _port = port;
        }

        /// <summary>Whether no input is buffered.</summary>
        public bool IsEmpty
        {
            get { return _ahead.IsEmpty && !_ahead.IsDropping; }
        }

        /// <summary>The next byte to handle; reads at most one byte from the port.</summary>
        public int Next(bool isBusy)
        {
            if (!isBusy && !_ahead.IsEmpty)
            {
                return _ahead.Take();
            }

            if (_next == _filtered)
            {
                var value = _port.TryRead();
                _next = 0;
                _filtered = value < 0 ? 0 : _telnet.Take((byte)value);
                if (_filtered == 0)
                {
                    return value < 0 ? Nothing : Kept;
                }
            }

            var typed = _telnet.Data[_next++];
            if (typed == Interrupt || typed == HangUp)
            {
                _ahead.Clear();
                return typed;
            }

            if (isBusy || _ahead.IsDropping)
            {
                _ahead.Put(typed);
                return Kept;
            }

            return typed;
        }

        /// <summary>The number of lines that did not fit, once those before them are executed; resets the count.</summary>
        public int TakeDropped()
        {
            return IsEmpty ? _ahead.TakeDropped() : 0;
        }

        /// <summary>Discards all typed bytes.</summary>
        public void Clear()
        {
            _ahead.Clear();
            _telnet.Reset();
            _next = 0;
            _filtered = 0;
        }
    }
}
