using Pedestal.Core.Service;

namespace Pedestal.Core.Console
{
    /// <summary>How far a command is.</summary>
    public enum CommandState
    {
        /// <summary>It has ended.</summary>
        Done = 0,

        /// <summary>It goes on at its next step.</summary>
        More = 1,

        /// <summary>It waits for a line of the technician's, while its steps go on.</summary>
        Asking = 2,
    }

    /// <summary>
    /// One command. No call may take longer than one operation of one part, so that the lane goes on between any two.
    /// </summary>
    public abstract class ConsoleCommand
    {
        /// <summary>The word that calls it.</summary>
        public abstract string Name { get; }

        /// <summary>What it is for, in a few words.</summary>
        public abstract string Summary { get; }

        /// <summary>How it is used, a line for each way.</summary>
        public abstract string[] Usage { get; }

        /// <summary>What it needs, called with these words.</summary>
        public virtual ServiceNeed Need(ConsoleArguments arguments)
        {
            return ServiceNeed.None;
        }

        /// <summary>Starts it.</summary>
        public abstract CommandState Begin(ConsoleArguments arguments, ConsoleReply reply);

        /// <summary>Takes it further; called at every turn of the lane while there is room to print.</summary>
        public virtual CommandState Step(ConsoleReply reply)
        {
            return CommandState.Done;
        }

        /// <summary>Takes the line it has asked for.</summary>
        public virtual CommandState Answer(string line, ConsoleReply reply)
        {
            return CommandState.Done;
        }

        /// <summary>The technician gave it up, or may no longer do it.</summary>
        public virtual void Cancel()
        {
        }

        /// <summary>Index of the first secret character of a line that calls this command; the length without any.</summary>
        public virtual int SecretFrom(char[] line, int length)
        {
            return length;
        }
    }
}
