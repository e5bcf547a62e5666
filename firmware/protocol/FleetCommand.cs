namespace Pedestal.Protocol
{
    /// <summary>Commands from an operator to a pedestal.</summary>
    public enum CommandKind : byte
    {
        /// <summary>Identify itself on its ring; argument: seconds, 1 to 60.</summary>
        Identify = 1,

        /// <summary>
        /// Open the gate once for maintenance; no argument asks for it, the six digits of the reply confirm it.
        /// </summary>
        Open = 2,

        /// <summary>Restart; no argument.</summary>
        Reboot = 3,

        /// <summary>Change settings on trial and restart; argument: lines name=value, with no value for the default.</summary>
        Settings = 4,

        /// <summary>Keep the settings on trial, with which the operator can evidently reach the pedestal; no argument.</summary>
        Keep = 5,
    }

    /// <summary>Body of a command: kind, a zero, length of the argument (2), argument (ASCII).</summary>
    public sealed class FleetCommand
    {
        /// <summary>Longest argument.</summary>
        public const int MaximumArgument = 1024;

        /// <summary>The kind of command.</summary>
        public CommandKind Kind;

        /// <summary>The kind's argument; ASCII.</summary>
        public string Argument = "";

        /// <summary>Writes the body.</summary>
        /// <exception cref="System.ArgumentException">The argument is too long or not ASCII.</exception>
        public byte[] Write()
        {
            if (Argument.Length > MaximumArgument)
            {
                throw new System.ArgumentException("A command's argument has at most 1024 characters.");
            }

            for (var i = 0; i < Argument.Length; i++)
            {
                if (Argument[i] != '\n' && (Argument[i] < ' ' || Argument[i] > '~'))
                {
                    throw new System.ArgumentException("A command's argument is printable ASCII.");
                }
            }

            return FleetText.Write((byte)Kind, Argument);
        }

        /// <summary>Reads a body; false if it is not a command of this version.</summary>
        public bool Read(byte[] body)
        {
            if (body.Length < 1 || body[0] < (byte)CommandKind.Identify || body[0] > (byte)CommandKind.Keep)
            {
                return false;
            }

            Kind = (CommandKind)body[0];
            Argument = FleetText.Read(body, MaximumArgument);
            return Argument != null;
        }
    }
}
