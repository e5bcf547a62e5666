namespace Pedestal.Core.Settings
{
    /// <summary>What the pedestal is for.</summary>
    public enum LaneMode
    {
        /// <summary>Opens the gate for palms and codes.</summary>
        Entry = 0,

        /// <summary>Enrols palms after a ticket's code; never opens a gate.</summary>
        Enrolment = 1,

        /// <summary>Deletes whoever shows a palm twice; never opens a gate.</summary>
        Deletion = 2,
    }
}
