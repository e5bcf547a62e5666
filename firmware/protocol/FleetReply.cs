namespace Pedestal.Protocol
{
    /// <summary>The result of a command.</summary>
    public enum CommandResult : byte
    {
        /// <summary>Done or started; the text says which.</summary>
        Done = 1,

        /// <summary>It needs confirmation; the text is the six digits that confirm it.</summary>
        Confirm = 2,

        /// <summary>Refused; the text says why and what to do.</summary>
        Refused = 3,

        /// <summary>This firmware does not know the command.</summary>
        NotUnderstood = 4,
    }

    /// <summary>Body of the reply to a command: result, a zero, length of the text (2), text (ASCII).</summary>
    public sealed class FleetReply
    {
        /// <summary>Longest text.</summary>
        public const int MaximumText = 512;

        /// <summary>The command's result.</summary>
        public CommandResult Result;

        /// <summary>A text for people; ASCII.</summary>
        public string Text = "";

        /// <summary>Writes the body; a text that is too long is cut off.</summary>
        public byte[] Write()
        {
            return FleetText.Write((byte)Result, Text.Length > MaximumText ? Text.Substring(0, MaximumText) : Text);
        }

        /// <summary>Reads a body; false if it is not a reply of this version.</summary>
        public bool Read(byte[] body)
        {
            if (body.Length < 1 || body[0] < (byte)CommandResult.Done || body[0] > (byte)CommandResult.NotUnderstood)
            {
                return false;
            }

            Result = (CommandResult)body[0];
            Text = FleetText.Read(body, MaximumText);
            return Text != null;
        }
    }
}
