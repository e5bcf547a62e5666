using System.Collections.Concurrent;
using Pedestal.Protocol;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>The second show in order: linking, entry, a ticket bought at the doors, a withdrawal, a second account.</summary>
static class LaterShow
{
    // A ticket bought at the doors must let its guest in within five seconds; a presentation takes about half a second.
    const int MostTries = 10;

    // The third gate is at another entrance.
    const int MainGates = 2;

    public static async Task RunAsync(LaterPlan plan, World world, IHands hands, EveningLog log, CancellationToken cancellation)
    {
        var arena = world.Arena;
        log.BeginPhase($"The second show, at another venue with another ticketing: {plan.Guests.Count} guests of the first show link one palm.");
        foreach (var guest in plan.Guests)
        {
            log.Enrolments.Enqueue(await LinkAsync(guest, Decision.Linked));
        }

        log.BeginPhase("Doors open there: nobody enrols again.");
        await world.Identity.FollowGuestListsAsync(cancellation);
        await EnterAsync(plan.Enter);
        log.BeginPhase("A guest buys a ticket at the doors, and the palm admits.");
        log.Entries.Enqueue(await BuyAtDoorsAsync());
        log.BeginPhase("A guest withdraws the consent for this party: the palm is a stranger's here, the ticket's code admits.");
        foreach (var digest in arena.BoxOffice.TokenDigestsOf(plan.Withdrawn.Guest.Account))
        {
            await world.Identity.WithdrawAsync(digest, cancellation);
        }

        await EnterAsync([plan.Withdrawn]);
        log.BeginPhase("A guest tries to enrol with the ticket of a second account.");
        log.Enrolments.Enqueue(await LinkAsync(plan.OtherAccount, Decision.OtherAccount));

        Task<EnrolmentRecord> LinkAsync(Guest guest, Decision wanted) => EnrolmentVisit.RunAsync(
            arena.EnrolmentPedestals[0], guest, wanted, (side, capture) => hands.Linking(guest.Person, side, log.Enrolments.Count + capture),
            arena.BoxOffice.Confirm, cancellation);

        Task EnterAsync(IEnumerable<Arrival> arrivals)
        {
            var queue = new ConcurrentQueue<Arrival>(arrivals);
            return Task.WhenAll(arena.EntryPedestals.Take(MainGates).Select((pedestal, lane) => Task.Run(
                async () =>
                {
                    while (queue.TryDequeue(out var arrival))
                    {
                        log.Entries.Enqueue(await EntryVisit.RunAsync(pedestal, lane + 1, arrival, hands, cancellation));
                    }
                },
                cancellation)));
        }

        async Task<EntryRecord> BuyAtDoorsAsync()
        {
            var pedestal = arena.EntryPedestals[0];
            var palms = new List<PresentationOutcome>();
            for (var attempt = 0; attempt < MostTries && palms is not [.., { Decision: Decision.Admitted }]; attempt++)
            {
                await pedestal.WaitReadyAsync(cancellation);
                palms.Add(await EntryVisit.PresentAsync(pedestal, plan.AtDoors, attempt, hands, cancellation));
                if (attempt == 0)
                {
                    arena.BoxOffice.Import([plan.DoorTicket]);
                }
            }

            return new EntryRecord(plan.AtDoors, 1, palms, Ticket: null);
        }
    }
}
