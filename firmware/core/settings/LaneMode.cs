namespace Pedestal.Core.Settings
{
    /// <summary>The pedestal's purpose.</summary>
    public enum LaneMode
    {
        /// <summary>Opens the gate for guests who enter.</summary>
        Entry = 0,

        /// <summary>Enrols palms after a ticket's code; never opens a gate.</summary>
        Enrolment = 1,

        /// <summary>Deletes a person who shows the same palm twice; never opens a gate.</summary>
        Deletion = 2,

        /// <summary>Opens the gate for guests who leave; nobody is locked in.</summary>
        Exit = 3,

        /// <summary>Stores pictures of consenting people for an evaluation, at the console's wish; its gate stays shut.</summary>
        Capture = 4,
    }
}
