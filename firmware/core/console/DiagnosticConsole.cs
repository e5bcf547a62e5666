using Pedestal.Core.Log;

namespace Pedestal.Core.Console
{
    /// <summary>
    /// The technician's console: a prompt, one command at a time, and log warnings as they happen. Call <see cref="Poll"/> once
    /// for each step of the lane; it does a bounded amount of work and never waits.
    /// </summary>
    public sealed class DiagnosticConsole : ILineSecrets
    {
        /// <summary>Bytes read from the port in one poll.</summary>
        public const int BytesPerPoll = 64;

        /// <summary>Bytes sent to the port in one poll.</summary>
        public const int PrintedPerPoll = 1024;

        // Long enough for a certificate on one line.
        const int LongestLine = 6144;
        readonly ConsoleParts _parts;
        readonly ConsoleOutput _output;
        readonly CommandRunner _runner;
        readonly LineEditor _editor;
        readonly PromptLine _prompt;
        readonly CommandList _commands;
        readonly ConsoleInput _input;
        readonly LiveLog _live;
        readonly LatencyCount _latencies;
        readonly LogRecord _record = new LogRecord();
        bool _greeted;

        /// <summary>Creates a console with its commands.</summary>
        public DiagnosticConsole(ConsoleParts parts, ConsoleCommand[] commands)
        {
            _parts = parts;
            _live = new LiveLog(parts);
            _latencies = new LatencyCount(parts);
            _input = new ConsoleInput(parts.Port);
            _output = new ConsoleOutput(parts.Port);
            _commands = new CommandList(commands);
            _runner = new CommandRunner(parts, _commands, new ConsoleReply(_output));
            _editor = new LineEditor(_output, this, LongestLine);
            _prompt = new PromptLine(parts, _output, _editor);
        }

        /// <summary>Whether typed characters are echoed, and prompts and warnings are printed.</summary>
        public bool Interactive
        {
            get { return _editor.Echo; }
            set { _editor.Echo = value; }
        }

        /// <summary>Whether a command is running, or input or output is buffered.</summary>
        public bool IsBusy
        {
            get { return _runner.IsBusy || !_input.IsEmpty || !_output.IsEmpty; }
        }

        /// <summary>Does a bounded amount of work.</summary>
        public void Poll()
        {
            _parts.Service.Tend();
            _latencies.Update();
            _output.Flush(PrintedPerPoll);
            if (!_greeted)
            {
                _greeted = true;
                _prompt.Show();
            }

            ReadInput();
            if (_runner.IsBusy && _output.Room >= ConsoleReply.StepRoom)
            {
                _runner.Step();
                PromptIfIdle();
            }

            TellDropped();
            ShowLog();
            _output.Flush(PrintedPerPoll);
        }

        /// <summary>
        /// Starts anew for another user: no service mode, no unfinished line, no running command, no old warnings, and a
        /// prompt.
        /// </summary>
        public void Restart()
        {
            _parts.Service.Leave();
            _input.Clear();
            _live.Skip();
            _editor.Echo = true;
            Take(_editor.Take(ConsoleInput.Interrupt));
        }

        /// <inheritdoc/>
        public int SecretFrom(char[] line, int length)
        {
            var command = _commands.Find(line, length);
            return command == null ? length : command.SecretFrom(line, length);
        }

        // While a command runs only Ctrl-C is handled at once; other input is buffered.
        void ReadInput()
        {
            for (var i = 0; i < BytesPerPoll; i++)
            {
                var isBusy = IsBusyNow();
                var value = _input.Next(isBusy);
                if (value == ConsoleInput.Nothing)
                {
                    return;
                }

                if (value == ConsoleInput.HangUp)
                {
                    Restart();
                }
                else if (value != ConsoleInput.Kept)
                {
                    Take(isBusy ? LineEvent.Cancelled : _editor.Take((byte)value));
                }
            }
        }

        bool IsBusyNow()
        {
            return _runner.IsBusy && !_runner.IsAsking;
        }

        /// <summary>Reports how many buffered lines did not fit, once those before them are executed.</summary>
        void TellDropped()
        {
            var dropped = IsBusyNow() ? 0 : _input.TakeDropped();
            if (dropped == 0)
            {
                return;
            }

            _prompt.Interrupt("error: " + (dropped == 1 ? "a line" : dropped.ToString() + " lines")
                + " typed while a command ran did not fit; " + (dropped == 1 ? "it was" : "they were") + " dropped",
                !_runner.IsBusy);
        }

        void Take(LineEvent happened)
        {
            switch (happened)
            {
                case LineEvent.None: return;
                case LineEvent.Line:
                    _prompt.End("");
                    _runner.Enter(_editor.Line);
                    break;
                case LineEvent.TooLong:
                    _prompt.End("");
                    _output.WriteLine("error: the line is too long; it was dropped");
                    break;
                case LineEvent.Refused:
                    _prompt.End("");
                    _runner.Refuse(_editor.Line, _editor.Fault);
                    break;
                case LineEvent.Cancelled:
                    _prompt.End("^C");
                    _runner.Cancel();
                    break;
            }

            PromptIfIdle();
        }

        void PromptIfIdle()
        {
            if (!_runner.IsBusy)
            {
                _prompt.Show();
            }
        }

        void ShowLog()
        {
            while (!_runner.IsBusy && Interactive && _output.Room >= ConsoleReply.StepRoom && _live.TryTake(_record))
            {
                _prompt.Interrupt(LogLine.Of(_record, _parts), true);
            }
        }
    }
}
