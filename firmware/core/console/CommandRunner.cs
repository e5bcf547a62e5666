using System;
using Pedestal.Core.Service;

namespace Pedestal.Core.Console
{
    /// <summary>Finds a line's command, checks whether it is allowed, and runs it to its end.</summary>
    public sealed class CommandRunner
    {
        readonly ConsoleParts _parts;
        readonly CommandList _commands;
        readonly ConsoleReply _reply;
        ConsoleCommand _running;
        CommandState _state;
        ServiceNeed _need;

        /// <summary>Creates a runner for the commands of a list.</summary>
        public CommandRunner(ConsoleParts parts, CommandList commands, ConsoleReply reply)
        {
            _parts = parts;
            _commands = commands;
            _reply = reply;
        }

        /// <summary>Whether a command is running.</summary>
        public bool IsBusy
        {
            get { return _running != null; }
        }

        /// <summary>Whether the running command waits for a line.</summary>
        public bool IsAsking
        {
            get { return _running != null && _state == CommandState.Asking; }
        }

        /// <summary>Handles a line: a command, or the running command's confirmation.</summary>
        public void Enter(string line)
        {
            if (_running != null)
            {
                if (MayGoOn())
                {
                    Confirm(line);
                }

                return;
            }

            var arguments = new ConsoleArguments(line);
            if (arguments.Count == 0)
            {
                return;
            }

            _reply.Start(arguments.Json);
            var name = arguments.Word(0);
            var command = _commands.Find(name);
            if (command == null)
            {
                _reply.Fail("there is no command '" + name + "'; 'help' lists them");
                _reply.Finish(name);
            }
            else
            {
                _need = command.Need(arguments);
                var refusal = _parts.Service.Refusal(_need);
                if (refusal == null)
                {
                    Begin(command, arguments);
                }
                else
                {
                    _reply.Fail(refusal);
                    _reply.Finish(name);
                }
            }
        }

        /// <summary>Reports a line that is not executed; a command that waits for a line continues to wait.</summary>
        public void Refuse(string line, string fault)
        {
            var arguments = new ConsoleArguments(line);
            if (_running == null)
            {
                _reply.Start(arguments.Json);
                _reply.Fail(fault);
                _reply.Finish(arguments.Word(0));
            }
            else
            {
                _reply.Line("error: " + fault);
            }
        }

        /// <summary>Runs the next step of the running command.</summary>
        public void Step()
        {
            if (!MayGoOn())
            {
                return;
            }

            try
            {
                _state = _running.Step(_reply);
            }
            catch (Exception e)
            {
                Crash(e);
            }

            EndIfDone();
        }

        /// <summary>Cancels the running command, if there is one.</summary>
        public void Cancel()
        {
            if (_running != null)
            {
                Cancel("cancelled");
            }
        }

        /// <summary>Cancels the command if its permission has ended since it began.</summary>
        bool MayGoOn()
        {
            if (_parts.Service.Refusal(_need) == null)
            {
                return true;
            }

            Cancel("service mode has ended");
            return false;
        }

        void Cancel(string why)
        {
            _running.Cancel();
            _reply.Fail(why);
            _state = CommandState.Done;
            EndIfDone();
        }

        void Begin(ConsoleCommand command, ConsoleArguments arguments)
        {
            _running = command;
            try
            {
                _state = command.Begin(arguments, _reply);
            }
            catch (Exception e)
            {
                Crash(e);
            }

            EndIfDone();
        }

        void Confirm(string line)
        {
            try
            {
                _state = _running.Confirm(line, _reply);
            }
            catch (Exception e)
            {
                Crash(e);
            }

            EndIfDone();
        }

        // The console is the way to repair the pedestal: an exception ends only the command.
        void Crash(Exception e)
        {
            _running.Cancel();
            _reply.Fail("failed: " + e.Message);
            _state = CommandState.Done;
        }

        void EndIfDone()
        {
            if (_state == CommandState.Done)
            {
                var name = _running.Name;
                _running = null;
                _reply.Finish(name);
            }
        }
    }
}
