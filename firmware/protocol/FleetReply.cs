namespace Pedestal.Protocol
{
    /// <summary>What became of a command.</summary>
    public enum CommandResult : byte
    {
        /// <summary>Done, or under way; the text says which.</summary>
        Done = 1,

        /// <summary>Not done before it is confirmed; the text is the six digits to confirm it with.</summary>
        Confirm = 2,

        /// <summary>Not done; the text says why, and what to do.</summary>
        Refused = 3,

        /// <summary>Not a command that this firmware knows.</summary>
        NotUnderstood = 4,
    }

    /// <summary>Body of the reply to a command: result, a zero, length of the text (2), text (ASCII).</summary>
    public sealed class FleetReply
    {
        /// <summary>Longest text.</summary>
        public const int MaximumText = 512;

        /// <summary>What became of it.</summary>
        public CommandResult Result;

        /// <summary>For people; ASCII.</summary>
        public string Text = "";

        /// <summary>The body; a longer text is cut.</summary>
        public byte[] Write()
        {
            return FleetText.Write((byte)Result, Text.Length > MaximumText ? Text.Substring(0, MaximumText) : Text);
        }

        /// <summary>Reads a body; false if it is none of this version.</summary>
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
