namespace Pedestal.Core.Console
{
    /// <summary>
    /// A line editor with a cursor. It redraws only with printable characters and backspaces, which every terminal program
    /// understands. Secrets are shown as stars and not kept; anything except printable ASCII is shown as a question mark.
    /// </summary>
    public sealed class LineEditor
    {
        const byte Bell = 0x07;
        const byte Back = 0x08;
        readonly ConsoleOutput _output;
        readonly ILineSecrets _secrets;
        readonly KeyDecoder _keys = new KeyDecoder();
        readonly LineHistory _history = new LineHistory();
        readonly LineBuffer _line;
        bool _overflow;

        /// <summary>Creates an editor for lines up to a length.</summary>
        public LineEditor(ConsoleOutput output, ILineSecrets secrets, int longest)
        {
            _output = output;
            _secrets = secrets;
            _line = new LineBuffer(longest);
        }

        /// <summary>Whether typed characters are shown.</summary>
        public bool Echo = true;

        /// <summary>The last complete line.</summary>
        public string Line { get; private set; }

        /// <summary>What is wrong with the last complete line; null if nothing.</summary>
        public string Fault { get; private set; }

        /// <summary>The line being typed.</summary>
        public string Text
        {
            get { return _line.Text; }
        }

        /// <summary>The position of the next character.</summary>
        public int Cursor
        {
            get { return _line.Cursor; }
        }

        /// <summary>Handles a byte.</summary>
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
                case Key.Left: MoveTo(_line.Cursor - 1); break;
                case Key.Right: MoveTo(_line.Cursor + 1); break;
                case Key.Home: MoveTo(0); break;
                case Key.End: MoveTo(_line.Length); break;
                case Key.Backspace: Remove(_line.CharacterStart(), _line.Cursor); break;
                case Key.Delete: Remove(_line.Cursor, _line.Cursor + 1); break;
                case Key.DeleteToStart: Remove(0, _line.Cursor); break;
                case Key.DeleteToEnd: Remove(_line.Cursor, _line.Length); break;
                case Key.DeleteWord: Remove(_line.WordStart(), _line.Cursor); break;
                case Key.Up: Replace(_history.Back()); break;
                case Key.Down: Replace(_history.Forward()); break;
                default: Insert((char)key); break;
            }

            return LineEvent.None;
        }

        /// <summary>Clears the displayed line, so that something else can be printed in its place.</summary>
        public void Hide()
        {
            if (Echo)
            {
                _output.Repeat(Back, _line.Cursor);
                _output.Repeat((byte)' ', _line.Length);
                _output.Repeat(Back, _line.Length);
            }
        }

        /// <summary>Displays the line again.</summary>
        public void Show()
        {
            Draw(0, 0);
        }

        LineEvent Complete()
        {
            var tooLong = _overflow;
            var secret = _secrets.SecretFrom(_line.Characters, _line.Length);
            Line = tooLong ? null : _line.Text;
            Fault = ForeignCharacter.FaultOf(_line.Characters, _line.Length, secret);
            if (!tooLong && Fault == null && secret >= _line.Length)
            {
                _history.Keep(Line);
            }

            Reset();
            return tooLong ? LineEvent.TooLong : Fault != null ? LineEvent.Refused : LineEvent.Line;
        }

        void Reset()
        {
            _line.Clear();
            _history.Rest();
            _overflow = false;
        }

        void Insert(char c)
        {
            if (!_line.IsFull)
            {
                _line.Insert(c);
                Draw(_line.Cursor - 1, 0);
                return;
            }

            _overflow = true;
            if (Echo)
            {
                _output.Put(Bell);
            }
        }

        void Remove(int from, int to)
        {
            if (from < 0 || to > _line.Length || from == to)
            {
                return;
            }

            MoveTo(from);
            _line.Remove(from, to);
            _overflow = _overflow && _line.Length > 0;
            Draw(from, to - from);
        }

        void Replace(string text)
        {
            if (text != null && text.Length <= _line.Characters.Length)
            {
                Remove(0, _line.Length);
                for (var i = 0; i < text.Length; i++)
                {
                    Insert(text[i]);
                }
            }
        }

        void MoveTo(int target)
        {
            if (target < 0 || target > _line.Length)
            {
                return;
            }

            if (Echo)
            {
                _output.Repeat(Back, _line.Cursor - target);
                Print(_line.Cursor, target);
            }

            _line.Cursor = target;
        }

        /// <summary>Prints from an index on, then spaces, and moves the terminal's cursor back to the line's.</summary>
        void Draw(int from, int blanks)
        {
            if (Echo)
            {
                Print(from, _line.Length);
                _output.Repeat((byte)' ', blanks);
                _output.Repeat(Back, _line.Length + blanks - _line.Cursor);
            }
        }

        void Print(int from, int to)
        {
            var line = _line.Characters;
            var secret = _secrets.SecretFrom(line, _line.Length);
            for (var i = from; i < to; i++)
            {
                var shown = line[i] >= ' ' && line[i] <= '~' ? (byte)line[i] : (byte)'?';
                _output.Put(i < secret ? shown : (byte)'*');
            }
        }
    }
}
