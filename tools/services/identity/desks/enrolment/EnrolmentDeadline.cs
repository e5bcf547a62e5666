namespace Pedestal.Identity;

/// <summary>A request to the enrolment desk, and how much of its time is left.</summary>
sealed class EnrolmentDeadline(PedestalRequest request, TimeProvider time, CancellationToken cancellation)
{
    readonly long _started = time.GetTimestamp();

    /// <summary>The request.</summary>
    public PedestalRequest Request => request;

    /// <summary>Ends the request early.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The time since it began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>What is left for asking a party; zero or negative when nothing is.</summary>
    public TimeSpan TicketBudget => request.TicketBudget(Elapsed);
}
