namespace Pedestal.Core
{
    /// <summary>
    /// A line with a cursor. Redraws with printable characters and backspaces only, which every terminal program
    /// understands; secrets appear as stars and are not kept, what is no printable ASCII appears as a question mark.
    /// </summary>
    public sealed class LineEditor
    {
        const byte Bell = 0x07;
        const byte Back = 0x08;
        readonly ConsoleOutput _output;
        readonly ILineSecrets _secrets;
        readonly KeyDecoder _keys = new KeyDecoder();
        readonly LineHistory _history = new LineHistory();
        readonly char[] _line;
        int _length;
        int _cursor;
        bool _overflow;

        /// <summary>An editor for lines of at most so many characters.</summary>
        public LineEditor(ConsoleOutput output, ILineSecrets secrets, int longest)
        {
            _output = output;
            _secrets = secrets;
            _line = new char[longest];
        }

        /// <summary>Whether what is typed is shown.</summary>
        public bool Echo = true;

        /// <summary>The last complete line.</summary>
        public string Line { get; private set; }

        /// <summary>What is wrong with the last complete line; null for nothing.</summary>
        public string Problem { get; private set; }

        /// <summary>The line being typed.</summary>
        public string Text
        {
            get { return new string(_line, 0, _length); }
        }

        /// <summary>Where the next character goes.</summary>
        public int Cursor
        {
            get { return _cursor; }
        }

        /// <summary>Takes a byte.</summary>
        public LineEvent Take(byte value)
        {
            var key = _keys.Take(value);
            switch (key)
            {
                case Key.None: return LineEvent.None;
                case Key.Enter: return Complete();
                case Key.Cancel:
                    Reset();
                    return LineEvent.Cancelled;
                case Key.Left: MoveTo(_cursor - 1); break;
                case Key.Right: MoveTo(_cursor + 1); break;
                case Key.Home: MoveTo(0); break;
                case Key.End: MoveTo(_length); break;
                case Key.Backspace: Remove(CharacterStart(), _cursor); break;
                case Key.Delete: Remove(_cursor, _cursor + 1); break;
                case Key.DeleteToStart: Remove(0, _cursor); break;
                case Key.DeleteToEnd: Remove(_cursor, _length); break;
                case Key.DeleteWord: Remove(WordStart(), _cursor); break;
                case Key.Up: Replace(_history.Back()); break;
                case Key.Down: Replace(_history.Forward()); break;
                default: Insert((char)key); break;
            }

            return LineEvent.None;
        }

        /// <summary>Clears what is shown of the line, so that something else can be printed in its place.</summary>
        public void Hide()
        {
            if (Echo)
            {
                _output.Repeat(Back, _cursor);
                _output.Repeat((byte)' ', _length);
                _output.Repeat(Back, _length);
            }
        }

        /// <summary>Shows the line again.</summary>
        public void Show()
        {
            Draw(0, 0);
        }

        LineEvent Complete()
        {
            var tooLong = _overflow;
            var secret = _secrets.SecretFrom(_line, _length);
            Line = tooLong ? null : new string(_line, 0, _length);
            Problem = ForeignCharacter.Problem(_line, _length, secret);
            if (!tooLong && Problem == null && secret >= _length)
            {
                _history.Keep(Line);
            }

            Reset();
            return tooLong ? LineEvent.TooLong : Problem != null ? LineEvent.Refused : LineEvent.Line;
        }

        void Reset()
        {
            System.Array.Clear(_line, 0, _line.Length);
            _history.Rest();
            _length = 0;
            _cursor = 0;
            _overflow = false;
        }

        void Insert(char c)
        {
            if (_length == _line.Length)
            {
                _overflow = true;
                if (Echo)
                {
                    _output.Put(Bell);
                }

                return;
            }

            for (var i = _length; i > _cursor; i--)
            {
                _line[i] = _line[i - 1];
            }

            _line[_cursor++] = c;
            _length++;
            Draw(_cursor - 1, 0);
        }

        void Remove(int from, int to)
        {
            if (from < 0 || to > _length || from == to)
            {
                return;
            }

            MoveTo(from);
            var removed = to - from;
            System.Array.Copy(_line, to, _line, from, _length - to);
            System.Array.Clear(_line, _length - removed, removed);
            _length -= removed;
            _overflow = _overflow && _length > 0;
            Draw(from, removed);
        }

        void Replace(string text)
        {
            if (text != null && text.Length <= _line.Length)
            {
                Remove(0, _length);
                for (var i = 0; i < text.Length; i++)
                {
                    Insert(text[i]);
                }
            }
        }

        /// <summary>Index of the character left of the cursor, whose bytes are several beyond ASCII; -1 at the start.</summary>
        int CharacterStart()
        {
            var i = _cursor - 1;
            while (i > 0 && ForeignCharacter.IsContinuation(_line[i]))
            {
                i--;
            }

            return i >= 0 && _line[i] < 0xC0 ? _cursor - 1 : i;
        }

        int WordStart()
        {
            var i = _cursor;
            while (i > 0 && _line[i - 1] == ' ')
            {
                i--;
            }

            while (i > 0 && _line[i - 1] != ' ')
            {
                i--;
            }

            return i;
        }

        void MoveTo(int target)
        {
            if (target < 0 || target > _length)
            {
                return;
            }

            if (Echo)
            {
                _output.Repeat(Back, _cursor - target);
                Print(_cursor, target);
            }

            _cursor = target;
        }

        /// <summary>Prints from an index on, blanks after it, and takes the terminal's cursor back to the line's.</summary>
        void Draw(int from, int blanks)
        {
            if (Echo)
            {
                Print(from, _length);
                _output.Repeat((byte)' ', blanks);
                _output.Repeat(Back, _length + blanks - _cursor);
            }
        }

        void Print(int from, int to)
        {
            var secret = _secrets.SecretFrom(_line, _length);
            for (var i = from; i < to; i++)
            {
                var shown = _line[i] >= ' ' && _line[i] <= '~' ? (byte)_line[i] : (byte)'?';
                _output.Put(i < secret ? shown : (byte)'*');
            }
        }
    }
}
