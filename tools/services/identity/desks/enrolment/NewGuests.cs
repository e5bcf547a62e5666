using Pedestal.Protocol;

namespace Pedestal.Identity;

/// <summary>Stores a guest whom nobody knows yet, once ticketing has bound a token to the account.</summary>
sealed class NewGuests(PalmRegister register, AccountBinding account)
{
    /// <summary>Enrolled, or why not; without a bound token nothing is stored.</summary>
    public async Task<Decision> StoreAsync(EnrolmentDeadline deadline, PendingEnrolment enrolment)
    {
        if (deadline.TicketBudget <= TimeSpan.Zero)
        {
            return Decision.TooLate;
        }

        var token = account.Reserve(enrolment);
        var decision = await account.BindAsync(deadline, enrolment, token.Token);
        if (decision != Decision.Bound)
        {
            return decision;
        }

        enrolment.Person = register.Enrol(new Enrolment(
            token, [.. enrolment.First.Concat(enrolment.Second).Select(kept => kept.Sample)], enrolment.EventKey)).Person;
        return enrolment.EventKey is null ? Decision.Enrolled : Decision.EnrolledForEvent;
    }
}
