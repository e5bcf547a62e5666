namespace Pedestal.Core.Ledger
{
    /// <summary>The stages that the latency budget is spent on.</summary>
    public enum Stage
    {
        /// <summary>Reading the range finder.</summary>
        Presence = 0,

        /// <summary>Exposing and reading both frames.</summary>
        Capture = 1,

        /// <summary>Frame to template.</summary>
        Extract = 2,

        /// <summary>Sealing the request and passing it to the link.</summary>
        Seal = 3,

        /// <summary>Round trip less the services' reported durations; the matcher reports in steps of 10 ms.</summary>
        Network = 4,

        /// <summary>The matcher's search.</summary>
        Match = 5,

        /// <summary>The ticket's redemption.</summary>
        Ticket = 6,

        /// <summary>Opening the gate.</summary>
        Gate = 7,
    }
}
