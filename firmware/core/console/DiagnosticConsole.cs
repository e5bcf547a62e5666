namespace Pedestal.Core
{
    /// <summary>
    /// The technician's console: a prompt, one command at a time, and warnings of the log as they happen. Call
    /// <see cref="Poll"/> once for each step of the lane; it does a bounded piece of work and never waits.
    /// </summary>
    public sealed class DiagnosticConsole : ILineSecrets
    {
        /// <summary>Bytes taken from the port in one poll.</summary>
        public const int BytesPerPoll = 64;

        /// <summary>Bytes handed to the port in one poll.</summary>
        public const int PrintedPerPoll = 1024;

        const byte Interrupt = 0x03;

        // Long enough for a certificate on one line.
        const int LongestLine = 6144;
        readonly ConsoleParts _parts;
        readonly ConsoleOutput _output;
        readonly CommandRunner _runner;
        readonly LineEditor _editor;
        readonly CommandList _commands;
        readonly TypedAhead _ahead = new TypedAhead();
        readonly LogRecord _record = new LogRecord();
        int _logged;
        int _outcomes;
        bool _greeted;

        /// <summary>A console with its commands.</summary>
        public DiagnosticConsole(ConsoleParts parts, ConsoleCommand[] commands)
        {
            _parts = parts;
            _output = new ConsoleOutput(parts.Port);
            _commands = new CommandList(commands);
            _runner = new CommandRunner(parts, _commands, new ConsoleReply(_output));
            _editor = new LineEditor(_output, this, LongestLine);
        }

        /// <summary>Whether what is typed is shown, prompts are printed and warnings appear by themselves.</summary>
        public bool Interactive
        {
            get { return _editor.Echo; }
            set { _editor.Echo = value; }
        }

        /// <summary>Whether a command runs, or something is typed ahead or not printed yet.</summary>
        public bool IsBusy
        {
            get { return _runner.IsBusy || !_ahead.IsEmpty || !_output.IsEmpty; }
        }

        /// <summary>A bounded piece of work.</summary>
        public void Poll()
        {
            _parts.Service.Tend();
            CountOutcome();
            _output.Flush(PrintedPerPoll);
            if (!_greeted)
            {
                _greeted = true;
                Prompt();
            }

            ReadInput();
            if (_runner.IsBusy && _output.Room >= ConsoleReply.StepRoom)
            {
                _runner.Step();
                PromptIfIdle();
            }

            ShowLog();
            _output.Flush(PrintedPerPoll);
        }

        /// <summary>A new listener: no line half typed, no command running, no old warnings, a prompt.</summary>
        public void Restart()
        {
            _ahead.Clear();
            _logged = _parts.Log.Next;
            _editor.Echo = true;
            Take(_editor.Take(Interrupt));
        }

        /// <inheritdoc/>
        public int SecretFrom(char[] line, int length)
        {
            var command = _commands.Find(line, length);
            return command == null ? length : command.SecretFrom(line, length);
        }

        // While a command runs only Ctrl-C counts at once; what else is typed ahead waits for its turn.
        void ReadInput()
        {
            for (var i = 0; i < BytesPerPoll; i++)
            {
                var ahead = _runner.IsBusy && !_runner.IsAsking;
                var value = ahead || _ahead.IsEmpty ? _parts.Port.TryRead() : _ahead.Take();
                if (value < 0)
                {
                    return;
                }

                if (!ahead)
                {
                    Take(_editor.Take((byte)value));
                }
                else if (value == Interrupt)
                {
                    _ahead.Clear();
                    Take(LineEvent.Cancelled);
                }
                else
                {
                    _ahead.Put((byte)value);
                }
            }
        }

        void Take(LineEvent happened)
        {
            switch (happened)
            {
                case LineEvent.None: return;
                case LineEvent.Line:
                    NewLine("");
                    _runner.Enter(_editor.Line);
                    break;
                case LineEvent.TooLong:
                    NewLine("");
                    _output.WriteLine("error: the line is too long; it was dropped");
                    break;
                case LineEvent.Cancelled:
                    NewLine("^C");
                    _runner.Cancel();
                    break;
            }

            PromptIfIdle();
        }

        void PromptIfIdle()
        {
            if (!_runner.IsBusy)
            {
                Prompt();
            }
        }

        void NewLine(string text)
        {
            if (Interactive)
            {
                _output.WriteLine(text);
            }
        }

        void Prompt()
        {
            if (Interactive)
            {
                _output.Write(_parts.Device + (_parts.Service.IsOn ? " service> " : "> "));
            }
        }

        void CountOutcome()
        {
            var lane = _parts.Lane;
            if (lane != null && lane.Outcomes != _outcomes)
            {
                _outcomes = lane.Outcomes;
                _parts.Histogram.Add(lane.Outcome.Ledger);
            }
        }

        void ShowLog()
        {
            if (_runner.IsBusy || !Interactive)
            {
                return;
            }

            if (_logged < _parts.Log.Oldest)
            {
                _logged = _parts.Log.Oldest;
            }

            while (_output.Room >= ConsoleReply.StepRoom && _parts.Log.Read(_logged, _record))
            {
                _logged++;
                if (_record.Level >= _parts.LiveLevel)
                {
                    _editor.Hide();
                    _output.Put((byte)'\r');
                    _output.WriteLine(LogCommand.Text(_record));
                    Prompt();
                    _editor.Show();
                }
            }
        }
    }
}
