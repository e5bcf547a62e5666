using System.Diagnostics;
using Pedestal.Identity;
using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.Bench;

/// <summary>
/// Measures what an event's guest list costs: how long its gallery takes to load, and how long after the sale of a ticket the palm
/// of its guest is admitted, through database, ticketing, broker, matcher and broker again, each a process or a socket as in a
/// venue.
/// </summary>
sealed class GuestListRun(PalmSet palms, Steps steps)
{
    const int GalleryPalms = 20_000;
    const int Pedestals = 20;
    const int Sales = 20;
    const int Seed = 5;

    // A capture that is not recognised says little: one in thirty is not.
    const int SureOfAbsence = 3;

    static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    readonly Random _random = new(Seed);
    int _tries;

    /// <summary>Runs everything.</summary>
    /// <exception cref="TimeoutException">The matcher does not start, or does not follow the guest list.</exception>
    public async Task<GuestListFigures> RunAsync(CancellationToken stop)
    {
        var guests = new LoadGuests(palms);
        using var venue = new LoadVenue(Pedestals, mosquitto: false, postgresql: null, matchers: 0, ticketings: 0, hasFleet: false);
        steps.Run($"Enrolling {GalleryPalms} palms", GalleryPalms / 2, done =>
        {
            using var store = venue.OpenPalms();
            using var tickets = venue.OpenTickets();
            guests.Enrol(store, tickets, GalleryPalms, done);
            return true;
        });
        venue.Start();
        var visible = new List<double>();
        var pedestals = venue.Pedestals.Select(name => new LoadPedestal(venue, name, Budget, TimeSpan.Zero, tellsOperators: false)).ToArray();
        try
        {
            await Task.WhenAll(pedestals.Select(pedestal => pedestal.ConnectAsync(stop)));
            var buyers = Enumerable.Range(0, LoadGuests.Drawn).Where(LoadGuests.IsEnrolled).Take(Sales).ToArray();
            await UntilAsync(pedestals, guests, buyers[0], Decision.Admitted, times: 1, stop);
            foreach (var guest in buyers)
            {
                Sell(venue, guest, isCancelled: true);
                await UntilAsync(pedestals, guests, guest, Decision.NotRecognised, SureOfAbsence, stop);
                var sold = Stopwatch.GetTimestamp();
                Sell(venue, guest, isCancelled: false);
                await UntilAsync(pedestals, guests, guest, Decision.Admitted, times: 1, stop);
                visible.Add(Stopwatch.GetElapsedTime(sold).TotalMilliseconds);
            }
        }
        finally
        {
            await Task.WhenAll(pedestals.Select(pedestal => pedestal.DisposeAsync().AsTask()));
        }

        venue.Stop();
        visible.Sort();
        return Load(venue) with { ChangeVisibleP50Ms = visible[visible.Count / 2], ChangeVisibleMs = visible[^1] };
    }

    static GuestListFigures Load(LoadVenue venue)
    {
        using var store = venue.OpenPalms();
        var register = new PalmRegister(store);
        var begin = Stopwatch.GetTimestamp();
        register.FollowSchedule();
        var taken = Stopwatch.GetElapsedTime(begin);
        return new GuestListFigures(
            taken.TotalMilliseconds, register.Galleries.PalmCount, register.Galleries.TemplateCount, ChangeVisibleP50Ms: 0, ChangeVisibleMs: 0);
    }

    static void Sell(LoadVenue venue, int guest, bool isCancelled)
    {
        using var tickets = venue.OpenTickets();
        tickets.Import(Enumerable.Range(0, LoadGuests.TicketsOf(guest)).Select(n => new TicketRow(
            $"{LoadGuests.Account(guest)}-{n}", LoadGuests.Account(guest), LoadGuests.Event, isCancelled)));
    }

    async Task UntilAsync(
        LoadPedestal[] pedestals, LoadGuests guests, int guest, Decision wanted, int times, CancellationToken stop)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var seen = 0; seen < times;)
        {
            if (Stopwatch.GetElapsedTime(begin) > Patience)
            {
                throw new TimeoutException(
                    $"The matcher did not reply {wanted} to a palm within {Patience.TotalSeconds} s; see its output above.");
            }

            // Another pedestal each time: one with many refusals in a row is slowed down.
            var pedestal = pedestals[_tries++ % Pedestals];
            var reply = await pedestal.EnterAsync(guest, guests.Probe(guest, _random), stop);
            await pedestal.ReportAsync(reply, stop);
            seen = reply.Decision == wanted ? seen + 1 : 0;
            if (seen < times)
            {
                await Task.Delay(BetweenTries, stop);
            }
        }
    }
}
