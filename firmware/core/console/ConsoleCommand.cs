using Pedestal.Core.Service;

namespace Pedestal.Core.Console
{
    /// <summary>The state of a command.</summary>
    public enum CommandState
    {
        /// <summary>It has ended.</summary>
        Done = 0,

        /// <summary>It continues with its next step.</summary>
        More = 1,

        /// <summary>It waits for a line from the technician, while its steps continue.</summary>
        Asking = 2,
    }

    /// <summary>
    /// A console command. No call may take longer than one operation of one part, so that the lane can run between any two.
    /// </summary>
    public abstract class ConsoleCommand
    {
        /// <summary>The command's name.</summary>
        public abstract string Name { get; }

        /// <summary>A short description.</summary>
        public abstract string Summary { get; }

        /// <summary>The ways to use it, one per line.</summary>
        public abstract string[] Usage { get; }

        /// <summary>What it requires when called with these words.</summary>
        public virtual ServiceNeed Need(ConsoleArguments arguments)
        {
            return ServiceNeed.None;
        }

        /// <summary>Starts it.</summary>
        public abstract CommandState Begin(ConsoleArguments arguments, ConsoleReply reply);

        /// <summary>Runs the next step; called at every turn of the lane while there is room to print.</summary>
        public virtual CommandState Step(ConsoleReply reply)
        {
            return CommandState.Done;
        }

        /// <summary>Handles the line that was requested as confirmation.</summary>
        public virtual CommandState Confirm(string line, ConsoleReply reply)
        {
            return CommandState.Done;
        }

        /// <summary>Cancels it, because the technician stopped it or is no longer allowed to run it.</summary>
        public virtual void Cancel()
        {
        }

        /// <summary>
        /// Index of the first secret character in a line that calls this command; the length if there is none.
        /// </summary>
        public virtual int SecretFrom(char[] line, int length)
        {
            return length;
        }
    }
}
