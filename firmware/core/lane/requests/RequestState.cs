namespace Pedestal.Core.Lane.Requests
{
    /// <summary>The state of a request to a service.</summary>
    public enum RequestState
    {
        /// <summary>No reply yet, and budget left.</summary>
        Waiting = 0,

        /// <summary>A readable reply has arrived.</summary>
        Replied = 1,

        /// <summary>The budget is used up; later replies are dropped.</summary>
        OutOfTime = 2,

        /// <summary>An authentic reply whose body this version cannot read.</summary>
        Unfit = 3,
    }
}
