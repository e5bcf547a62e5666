namespace Pedestal.Core.Lane.Attempts
{
    /// <summary>The guest's experience.</summary>
    public enum LaneState
    {
        /// <summary>Ready for a palm or a code.</summary>
        Idle = 0,

        /// <summary>A hand is present and is guided.</summary>
        Guiding = 1,

        /// <summary>Capturing and extracting a frame.</summary>
        Capturing = 2,

        /// <summary>Waiting for the matcher.</summary>
        Matching = 3,

        /// <summary>Waiting for ticketing.</summary>
        CheckingTicket = 4,

        /// <summary>The gate is open.</summary>
        Admitted = 5,

        /// <summary>The enrolment is complete.</summary>
        Enrolled = 6,

        /// <summary>Refused, with the reason shown.</summary>
        Denied = 7,

        /// <summary>No decision about the palm: the guest must use the ticket.</summary>
        UseTicket = 8,

        /// <summary>Camera, range finder or the firmware itself has failed; codes still work where they can.</summary>
        Fault = 9,

        /// <summary>The guest's palms are deleted.</summary>
        Deleted = 10,
    }
}
