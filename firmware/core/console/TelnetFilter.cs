namespace Pedestal.Core.Console
{
    /// <summary>
    /// Takes a telnet client's negotiation out of what is typed (RFC 854, 855): commands, options and sub-negotiations, however
    /// they are split over packets. On a serial line 0xFF is noise: what follows it like no telnet command stays.
    /// </summary>
    public sealed class TelnetFilter
    {
        /// <summary>What the last byte left of itself and those before it.</summary>
        public readonly byte[] Data = new byte[2];

        const byte Escape = 255;
        const byte FirstCommand = 240;
        const byte EndOfNegotiation = 240;
        const byte Negotiation = 250;
        const byte FirstOption = 251;

        // A client that never ends one must not keep the console deaf.
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

        /// <summary>Takes a byte; how many bytes of <see cref="Data"/> are typed text.</summary>
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

        /// <summary>Another client: whatever was begun is void.</summary>
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

            // An escaped 255 is a letter beyond ASCII, which the line must not lose unseen.
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
