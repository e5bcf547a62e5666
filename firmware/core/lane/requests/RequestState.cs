namespace Pedestal.Core.Lane.Requests
{
    /// <summary>How a request to a service stands.</summary>
    public enum RequestState
    {
        /// <summary>No reply yet, and budget left.</summary>
        Waiting = 0,

        /// <summary>The reply is here and readable.</summary>
        Replied = 1,

        /// <summary>The budget is gone; what comes later is dropped.</summary>
        OutOfTime = 2,

        /// <summary>An authentic reply whose body this version does not know.</summary>
        Unfit = 3,
    }
}
