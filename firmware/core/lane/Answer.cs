namespace Pedestal.Core
{
    /// <summary>How a question to a service stands.</summary>
    public enum Answer
    {
        /// <summary>No reply yet, and budget left.</summary>
        Waiting = 0,

        /// <summary>The reply is here and readable.</summary>
        Here = 1,

        /// <summary>The budget is gone; what comes later is dropped.</summary>
        OutOfTime = 2,

        /// <summary>An authentic reply whose body this version does not know.</summary>
        Unfit = 3,
    }
}
