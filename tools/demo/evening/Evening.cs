using System.Collections.Concurrent;
using Pedestal.Protocol;

namespace Pedestal.Demo;

/// <summary>The evening in order: enrolment, entry, entry without the matcher, latecomers with used tickets.</summary>
static class Evening
{
    // Who shows palm and code at one lane within five seconds is one guest, and a guest may come twice to the same lane here.
    static readonly TimeSpan OneGuestsTime = TimeSpan.FromSeconds(5.5);

    public static async Task RunAsync(
        EveningPlan plan, World world, IHands hands, EveningLog log, CancellationToken cancellation)
    {
        var venue = world.Hall;
        log.BeginPhase($"Enrolment: {plan.Guests.Count(g => g.Enrols)} guests enrol both palms at two pedestals,"
            + " each after confirming it in the account.");
        await EnrolAsync(plan, venue, hands, log, cancellation);
        venue.BoxOffice.Import(plan.Tickets(afterCancellations: true));
        await world.Identity.FollowGuestListsAsync(cancellation);
        log.BeginPhase($"Doors open: {plan.Arrivals.Count} arrivals at three lanes.");
        await EnterAsync(plan.During(Case.AdmittedByPalm, Case.NoTicketTonight, Case.NotEnrolled, Case.QrInstead));
        await Task.Delay(OneGuestsTime, cancellation);
        log.BeginPhase("The matcher is stopped: palms get no reply in time, but tickets' codes still open the gates.");
        await world.Identity.StopAsync(cancellation);
        await EnterAsync(plan.During(Case.MatcherDown));
        log.BeginPhase("The matcher is back: guests arrive whose tickets are already used.");
        await world.Identity.StartAsync(cancellation);
        await EnterAsync(plan.During(Case.TicketAlreadyUsed));

        Task EnterAsync(IEnumerable<Arrival> arrivals) => EnterAllAsync(arrivals, venue, hands, log, cancellation);
    }

    static Task EnrolAsync(EveningPlan plan, Venue venue, IHands hands, EveningLog log, CancellationToken cancellation)
    {
        var queue = new ConcurrentQueue<Guest>(plan.Guests.Where(g => g.Enrols));
        return Task.WhenAll(venue.EnrolmentPedestals.Select(pedestal => Task.Run(
            async () =>
            {
                while (queue.TryDequeue(out var guest))
                {
                    log.Enrolments.Enqueue(await EnrolmentVisit.RunAsync(pedestal, guest, Decision.Enrolled,
                        (side, capture) => hands.Enrolment(guest.Person, side, capture), venue.BoxOffice.Confirm, cancellation));
                }
            },
            cancellation)));
    }

    static Task EnterAllAsync(
        IEnumerable<Arrival> arrivals, Venue venue, IHands hands, EveningLog log, CancellationToken cancellation)
    {
        var queue = new ConcurrentQueue<Arrival>(arrivals);
        return Task.WhenAll(venue.EntryPedestals.Select((pedestal, lane) => Task.Run(
            async () =>
            {
                while (queue.TryDequeue(out var arrival))
                {
                    log.Entries.Enqueue(await EntryVisit.RunAsync(pedestal, lane + 1, arrival, hands, cancellation));
                }
            },
            cancellation)));
    }
}
