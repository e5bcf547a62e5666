using Pedestal.Protocol;

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

    /// <summary>How long parties took to reply.</summary>
    public TimeSpan Asked { get; private set; }

    /// <summary>Asks a party within what is left; TooLate when nothing is.</summary>
    public async Task<Decision> AskAsync(Func<TimeSpan, Task<Decision>> ask)
    {
        var (before, budget) = (Elapsed, TicketBudget);
        if (budget <= TimeSpan.Zero)
        {
            return Decision.TooLate;
        }

        var decision = await ask(budget);
        Asked += Elapsed - before;
        return decision;
    }
}
