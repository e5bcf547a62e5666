namespace Pedestal.Core.Console
{
    /// <summary>
    /// Removes a telnet client's negotiation from the input (RFC 854, 855): commands, options and sub-negotiations, however
    /// they are split over packets. On a serial line 0xFF is noise: bytes after it that are not a telnet command are kept.
    /// </summary>
    public sealed class TelnetFilter
    {
        /// <summary>The text bytes that remain of the last byte and those before it.</summary>
        public readonly byte[] Data = new byte[2];

        const byte Escape = 255;
        const byte FirstCommand = 240;
        const byte EndOfNegotiation = 240;
        const byte Negotiation = 250;
        const byte FirstOption = 251;

        // A client that never ends one must not block the console.
        const int LongestNegotiation = 1024;

        enum State
        {
            Text,
            Command,
            Option,
            Inside,
            InsideCommand,
        }

        State _state;
        int _length;

        /// <summary>Filters a byte. Returns how many bytes of <see cref="Data"/> are text.</summary>
        public int Take(byte value)
        {
            switch (_state)
            {
                case State.Command: return AfterEscape(value);
                case State.Option:
                    _state = State.Text;
                    return 0;
                case State.Inside:
                    _state = value == Escape ? State.InsideCommand : State.Inside;
                    return Bounded();
                case State.InsideCommand:
                    _state = value == EndOfNegotiation ? State.Text : State.Inside;
                    return Bounded();
                default:
                    if (value == Escape)
                    {
                        _state = State.Command;
                        return 0;
                    }

                    Data[0] = value;
                    return 1;
            }
        }

        /// <summary>Resets the filter for another client.</summary>
        public void Reset()
        {
            _state = State.Text;
        }

        int AfterEscape(byte value)
        {
            _length = 0;
            _state = value == Negotiation ? State.Inside
                : value >= FirstOption && value < Escape ? State.Option
                : State.Text;
            Data[0] = Escape;
            Data[1] = value;

            // An escaped 255 is a byte beyond ASCII, which must not disappear from the line.
            return value == Escape ? 1 : value < FirstCommand ? 2 : 0;
        }

        int Bounded()
        {
            _length++;
            if (_state == State.Text || _length < LongestNegotiation)
            {
                return 0;
            }

            _state = State.Text;
            Data[0] = Escape;
            return 1;
        }
    }
}
