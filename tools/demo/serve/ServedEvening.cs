using Pedestal.Hal;
using Pedestal.Protocol;
using Pedestal.Vein;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo.Serve;
using VirtualPedestal = Pedestal.VirtualPedestal.VirtualPedestal;

/// <summary>An evening that goes on until it is stopped, for whoever wants to see the pages while guests come and go.</summary>
static class ServedEvening
{
    const string Event = "tonight";
    const int Guests = 60;
    const int WithPalms = 6;
    const string Unsold = "NEVER-SOLD";
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    /// <summary>Runs it.</summary>
    /// <param name="urls">The addresses of the pages.</param>
    /// <param name="seed">Seed of hands and order.</param>
    /// <param name="say">Prints a line.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<int> RunAsync(string urls, int seed, Action<string> say, CancellationToken cancellation)
    {
        var (hands, random) = (new PhantomHands(seed), new Random(seed));
        var guests = Enumerable.Range(1, Guests)
            .Select(i => new Guest(i, $"guest-{i}", Enrols: i <= WithPalms, Cancelled: false, [$"TICKET-{i:000}"])).ToList();
        try
        {
            say("Opening a venue with its pages, three gates, an exit and an enrolment booth.");
            await using var house = await OpenHouse.OpenAsync(
                guests.Select(guest => new SoldTicket(guest.Codes[0], guest.Account, Event, IsCancelled: false)), urls, cancellation);
            say($"The pages are at {urls}. Become administrator, once, at");
            say($"  {urls}{house.JoinPath}");
            say("then watch Tonight, find guest-1 under Guests, or restart a pedestal. Ctrl-C ends the evening.");
            await Task.WhenAll([EnrolAsync(house, guests, hands, cancellation), .. house.Gates.Select(gate => Task.Run(
                () => ComeAndGoAsync(gate, house.Exit, guests, hands, new Random(random.Next()), cancellation), cancellation))]);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            say("The evening is over.");
        }

        return 0;
    }

    static async Task EnrolAsync(OpenHouse house, List<Guest> guests, PhantomHands hands, CancellationToken cancellation)
    {
        foreach (var guest in guests.Where(guest => guest.Enrols))
        {
            await EnrolmentVisit.RunAsync(house.Booth, guest, Decision.Enrolled, (side, capture) => hands.Enrolment(guest.Person, side, capture), _ => { },
                cancellation);
            await house.FollowGuestListsAsync(cancellation);
        }
    }

    // A pedestal may be restarted, opened or switched to another mode at the pages: then its guest goes on to the next one.
    static async Task ComeAndGoAsync(
        VirtualPedestal gate, VirtualPedestal exit, List<Guest> guests, PhantomHands hands, Random random, CancellationToken cancellation)
    {
        for (var visit = 0; ; visit++)
        {
            var guest = guests[random.Next(guests.Count)];
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(TimeSpan.FromSeconds(20));
            try
            {
                await gate.WaitReadyAsync(patience.Token);
                if (guest.Enrols && random.Next(3) > 0)
                {
                    gate.ShowPalm(new PresentationScene(hands.Entry(guest.Person, PalmSide.Left, visit)));
                    await gate.AwaitOutcomeAsync(patience.Token);
                }
                else
                {
                    gate.ScanCode(random.Next(12) == 0 ? Unsold : guest.Codes[0]);
                    await gate.AwaitOutcomeAsync(patience.Token);
                }

                if (random.Next(5) == 0 && exit.State == Core.Lane.Attempts.LaneState.Idle)
                {
                    exit.ScanCode(guest.Codes[0]);
                }
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested && e is OperationCanceledException or TimeoutException)
            {
                // Nobody was served in time.
            }

            gate.RemovePalm();
            await Task.Delay(Pause * (0.5 + random.NextDouble()), cancellation);
        }
    }
}
