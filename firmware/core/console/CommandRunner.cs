using System;
using Pedestal.Core.Service;

namespace Pedestal.Core.Console
{
    /// <summary>Finds the command of a line, checks whether it is allowed, and takes it to its end.</summary>
    public sealed class CommandRunner
    {
        readonly ConsoleParts _parts;
        readonly CommandList _commands;
        readonly ConsoleReply _reply;
        ConsoleCommand _running;
        CommandState _state;
        ServiceNeed _need;

        /// <summary>A runner of the commands of a list.</summary>
        public CommandRunner(ConsoleParts parts, CommandList commands, ConsoleReply reply)
        {
            _parts = parts;
            _commands = commands;
            _reply = reply;
        }

        /// <summary>Whether a command runs.</summary>
        public bool IsBusy
        {
            get { return _running != null; }
        }

        /// <summary>Whether the running command waits for a line.</summary>
        public bool IsAsking
        {
            get { return _running != null && _state == CommandState.Asking; }
        }

        /// <summary>Takes a line: a command, or the running command's answer.</summary>
        public void Enter(string line)
        {
            if (_running != null)
            {
                if (MayGoOn())
                {
                    Answer(line);
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

        /// <summary>Answers a line that is not carried out; a command that waits for one goes on waiting.</summary>
        public void Refuse(string line, string problem)
        {
            var arguments = new ConsoleArguments(line);
            if (_running == null)
            {
                _reply.Start(arguments.Json);
                _reply.Fail(problem);
                _reply.Finish(arguments.Word(0));
            }
            else
            {
                _reply.Line("error: " + problem);
            }
        }

        /// <summary>Takes the running command a step further.</summary>
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

        /// <summary>Ends the running command, if there is one.</summary>
        public void Cancel()
        {
            if (_running != null)
            {
                Cancel("cancelled");
            }
        }

        /// <summary>What was allowed when the command began may not be any more: then it ends here, undone.</summary>
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

        void Answer(string line)
        {
            try
            {
                _state = _running.Answer(line, _reply);
            }
            catch (Exception e)
            {
                Crash(e);
            }

            EndIfDone();
        }

        // The console is the way back in: a command that fails is a failed command and nothing more.
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
