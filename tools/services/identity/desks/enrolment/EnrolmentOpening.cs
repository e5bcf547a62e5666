using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>Opens an enrolment: finds the party that vouches for the link code, and the event it is for.</summary>
sealed class EnrolmentOpening(PalmRegister register, Parties parties, EnrolmentOptions options, BoothScreens screens)
{
    /// <summary>The new enrolment, or why there is none.</summary>
    public async Task<(Decision Decision, PendingEnrolment? Enrolment)> OpenAsync(
        EnrolmentDeadline deadline, MatchRequest sample, DateTimeOffset agreedAt)
    {
        var request = deadline.Request;
        if (screens.StillWaits(request, sample.Link))
        {
            return (Decision.ConsentAwaited, null);
        }

        var show = register.Schedule.OpenOrNextAt(request.Venue, request.Entrance, register.Store.Time.GetUtcNow());
        var answer = Decision.Refused;

        // The code is most likely one of the party whose event it is; a code says nothing to a party that did not issue it.
        foreach (var party in parties.At(request.Venue).OrderByDescending(party => party == show?.Party))
        {
            var decision = await deadline.AskAsync(budget => parties.Find(party, request.Venue)!
                .CheckLinkAsync([.. sample.Link], request, budget, deadline.Cancellation));
            if (decision == Decision.EnrolmentOpened)
            {
                if (options.ConsentFor(party) is not { } text || (options.KeyPerEvent && show is null))
                {
                    return (options.ConsentFor(party) is null ? Decision.Refused : Decision.NoEvent, null);
                }

                var consent = screens.IsAt(request.Venue, request.Device) ? screens.Find(request, party, sample.Link) : new Consent(text, agreedAt);
                return consent is null ? (Decision.ConsentAwaited, null)
                    : (decision, new PendingEnrolment(
                        [.. sample.Link], sample.SampleCount, party, options.KeyPerEvent ? show!.KeyName : null, consent));
            }

            answer = decision is Decision.Unavailable or Decision.TooLate or Decision.TicketUsed ? decision : answer;
        }

        return (answer, null);
    }
}
