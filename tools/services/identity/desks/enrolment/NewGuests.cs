using Pedestal.Protocol;

namespace Pedestal.Identity;

/// <summary>Stores a guest whom nobody knows yet, once ticketing has bound a token to the account.</summary>
sealed class NewGuests(PalmRegister register, AccountBinding account)
{
    /// <summary>Enrolled, or why not; without a bound token nothing is stored.</summary>
    /// <param name="deadline">The request.</param>
    /// <param name="enrolment">The guest, whom the latest search did not find.</param>
    /// <param name="search">Searches again, because somebody was enrolled meanwhile; whether the guest is known now.</param>
    public async Task<Decision> StoreAsync(EnrolmentDeadline deadline, PendingEnrolment enrolment, Func<Task<bool>> search)
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

        var guest = new Enrolment(token, [.. enrolment.First.Concat(enrolment.Second).Select(kept => kept.Sample)], enrolment.EventKey);
        while (enrolment.Person is null)
        {
            var searched = register.Population.Additions;
            if (await search())
            {
                // Enrolled at another matcher in the same second; the token that was bound for nobody ends by itself.
                return Decision.Refused;
            }

            enrolment.Person = register.Enrol(guest, searched)?.Person;
        }

        return enrolment.EventKey is null ? Decision.Enrolled : Decision.EnrolledForEvent;
    }
}
