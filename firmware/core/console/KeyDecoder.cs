namespace Pedestal.Core.Console
{
    /// <summary>
    /// Decodes what terminals send into keys: control characters; ANSI sequences, skipped completely if unknown; CR, LF or CRLF
    /// as one Enter. Any other byte is its own code, even if no line may contain it. Enter and Ctrl-C end any sequence.
    /// </summary>
    public sealed class KeyDecoder
    {
        const int Ground = 0;
        const int Escape = 1;
        const int Csi = 2;
        const int CsiExtra = 3;
        const int Ss3 = 4;
        const int Text = 5;
        const int TextEscape = 6;

        int _state;
        int _parameter;
        bool _begun;
        bool _afterReturn;

        /// <summary>Decodes a byte. Returns the key that it completes, or <see cref="Key.None"/>.</summary>
        public int Take(byte value)
        {
            var afterReturn = _afterReturn;
            _afterReturn = value == '\r';
            if (value == '\r' || value == '\n')
            {
                _state = Ground;
                return value == '\n' && afterReturn ? Key.None : Key.Enter;
            }

            if (value == 0x03)
            {
                _state = Ground;
                return Key.Cancel;
            }

            switch (_state)
            {
                case Escape: return AfterEscape(value);
                case Csi: return InCsi(value);
                case Ss3:
                    _state = Ground;
                    return CursorKey(value);
                case Text:
                    _state = value == 0x07 ? Ground : value == 0x1B ? TextEscape : Text;
                    return Key.None;
                case TextEscape:
                    _state = value == '\\' ? Ground : Text;
                    return Key.None;
                case CsiExtra:
                    _state = Ground;
                    return Key.None;
                default: return OnGround(value);
            }
        }

        int OnGround(byte value)
        {
            if (value >= ' ' && value <= '~')
            {
                return value;
            }

            switch (value)
            {
                case 0x01: return Key.Home;
                case 0x02: return Key.Left;
                case 0x04: return Key.Delete;
                case 0x05: return Key.End;
                case 0x06: return Key.Right;
                case 0x08: return Key.Backspace;
                case 0x0B: return Key.DeleteToEnd;
                case 0x0E: return Key.Down;
                case 0x10: return Key.Up;
                case 0x15: return Key.DeleteToStart;
                case 0x17: return Key.DeleteWord;
                case 0x1B: _state = Escape; return Key.None;
                case 0x7F: return Key.Backspace;

                // Padding, and a terminal's flow control.
                case 0x00:
                case 0x11:
                case 0x13: return Key.None;
                default: return value;
            }
        }

        int AfterEscape(byte value)
        {
            _parameter = 0;
            _begun = false;
            switch ((char)value)
            {
                case '[': _state = Csi; break;
                case 'O': _state = Ss3; break;
                case ']':
                case 'P':
                case 'X':
                case '^':
                case '_': _state = Text; break;
                default:
                    // Intermediate bytes continue the sequence, a second escape starts a new one, anything else ends it.
                    _state = value == 0x1B || value >= 0x20 && value <= 0x2F ? Escape : Ground;
                    break;
            }

            return Key.None;
        }

        int InCsi(byte value)
        {
            var first = !_begun;
            _begun = true;
            if (value >= '0' && value <= '9')
            {
                _parameter = _parameter > 999 ? _parameter : 10 * _parameter + value - '0';
            }
            else if (value == 0x1B)
            {
                _state = Escape;
            }
            else if (first && value == '[')
            {
                // The Linux console's function keys.
                _state = CsiExtra;
            }
            else if (value >= 0x40 && value <= 0x7E)
            {
                _state = Ground;
                return value == '~' ? EditingKey() : CursorKey(value);
            }
            else if (value == 0x18 || value >= 0x7F)
            {
                _state = Ground;
            }

            return Key.None;
        }

        static int CursorKey(byte value)
        {
            switch ((char)value)
            {
                case 'A': return Key.Up;
                case 'B': return Key.Down;
                case 'C': return Key.Right;
                case 'D': return Key.Left;
                case 'F': return Key.End;
                case 'H': return Key.Home;
                default: return Key.None;
            }
        }

        int EditingKey()
        {
            switch (_parameter)
            {
                case 1:
                case 7: return Key.Home;
                case 3: return Key.Delete;
                case 4:
                case 8: return Key.End;
                default: return Key.None;
            }
        }
    }
}
