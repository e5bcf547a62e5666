using Pedestal.Protocol;

namespace Pedestal.Identity;

/// <summary>Has a party bind a person's token to the account behind an enrolment's link code.</summary>
sealed class AccountBinding(PalmRegister register, Parties parties)
{
    /// <summary>The person's token for the enrolment's party; null if the party does not know the person.</summary>
    /// <exception cref="PalmStoreException">The token was altered.</exception>
    public byte[]? Find(PendingEnrolment enrolment, KnownPalm known) =>
        register.Store.Tokens.Find(known.Palm.Palm, enrolment.Party);

    /// <summary>Reserves a new token of the enrolment's party, to be bound.</summary>
    public PartyConsent Reserve(PendingEnrolment enrolment) =>
        new(enrolment.Party, register.Store.Tokens.Reserve(enrolment.Party), enrolment.Consent);

    /// <summary>Binds: Bound, Refused, TicketUsed, or that there is no answer.</summary>
    public async Task<Decision> BindAsync(EnrolmentDeadline deadline, PendingEnrolment enrolment, byte[] token)
    {
        var decision = await deadline.AskAsync(budget => parties.Find(enrolment.Party, deadline.Request.Venue)!
            .BindAsync(token, enrolment.Link, deadline.Request, budget, deadline.Cancellation));
        return decision is Decision.Bound or Decision.Unavailable or Decision.TooLate or Decision.TicketUsed
            ? decision
            : Decision.Refused;
    }
}
