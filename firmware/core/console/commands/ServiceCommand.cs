namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>service</c>: starts and ends service mode.</summary>
    public sealed class ServiceCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;

        /// <summary>Uses the parts.</summary>
        public ServiceCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "service"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "service mode: registers, captures, gate"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get
            {
                return new[]
                {
                    "service            shows whether it is on, and for how long",
                    "service CODE       starts it; it ends by itself",
                    "service off        ends it",
                };
            }
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            var word = arguments.Rest(1);
            if (word == "off")
            {
                _parts.Service.Leave();
            }
            else if (word.Length > 0)
            {
                var fault = _parts.Service.Enter(word);
                if (fault != null)
                {
                    reply.Fail(fault);
                    return CommandState.Done;
                }
            }

            reply.Begin().Add("service", _parts.Service.IsOn).Add("seconds", _parts.Service.RemainingSeconds).End();
            return CommandState.Done;
        }

        /// <inheritdoc/>
        public override int SecretFrom(char[] line, int length)
        {
            return SecretWord.StartOf(line, length, 1);
        }
    }
}
