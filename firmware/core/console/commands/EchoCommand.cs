namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>echo</c>: turned off by programs, which would read their own lines as noise.</summary>
    public sealed class EchoCommand : ConsoleCommand
    {
        DiagnosticConsole _console;

        /// <summary>Sets the console to control.</summary>
        public void Attach(DiagnosticConsole console)
        {
            _console = console;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "echo"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "turns echo on or off; off also stops prompts and warnings"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get
            {
                return new[]
                {
                    "echo on",
                    "echo off",
                };
            }
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            var word = arguments.Word(1);
            if (word != "on" && word != "off")
            {
                reply.Fail("usage: echo on, or echo off");
            }
            else
            {
                _console.Interactive = word == "on";
            }

            return CommandState.Done;
        }
    }
}
