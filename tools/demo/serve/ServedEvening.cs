using Pedestal.Protocol;
using Pedestal.Vein;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo.Serve;
using VirtualPedestal = Pedestal.VirtualPedestal.VirtualPedestal;

/// <summary>An evening that goes on until it is stopped, for whoever wants to see the pages while guests come and go.</summary>
sealed class ServedEvening
{
    const string Event = "tonight";
    const int Guests = 60;
    const int WithPalms = 6;
    const int AtTheScreen = 40;
    const string Unsold = "NEVER-SOLD";
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);
    static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    readonly OpenHouse _house;
    readonly PhantomHands _hands;
    readonly CancellationToken _end;
    volatile Guest[] _coming;

    ServedEvening(OpenHouse house, PhantomHands hands, Guest[] coming, CancellationToken end) =>
        (_house, _hands, _coming, _end) = (house, hands, coming, end);

    /// <summary>Runs it.</summary>
    /// <param name="urls">The addresses of the pages.</param>
    /// <param name="seed">Seed of hands and order.</param>
    /// <param name="say">Prints a line.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<int> RunAsync(string urls, int seed, Action<string> say, CancellationToken cancellation)
    {
        var guests = Enumerable.Range(1, Guests + AtTheScreen)
            .Select(i => new Guest(i, $"guest-{i}", Enrols: i <= WithPalms || i > Guests, Cancelled: false, [$"TICKET-{i:000}"])).ToArray();
        try
        {
            say("Opening a venue with its pages, three gates, an exit and two enrolment booths.");
            await using var house = await OpenHouse.OpenAsync(
                guests.Select(guest => new SoldTicket(guest.Codes[0], guest.Account, Event, IsCancelled: false)), urls, cancellation);
            say($"The pages are at {urls}. Become administrator, once, at");
            say($"  {urls}{house.JoinPath}");
            say("then watch Tonight, find guest-1 under Guests, or restart a pedestal. Ctrl-C ends the evening.");
            say("One booth has a screen for guests. Sign in, in a private window since setting it up signs out, and choose booth-2 at");
            say($"  {urls}/booths");
            say("then begin as a guest: once you have agreed, a guest shows ticket and palms, and you see what is stored.");
            await new ServedEvening(house, new PhantomHands(seed), guests[..Guests], cancellation).RunAsync(guests[Guests..], new Random(seed),
                (account, path) => say($"{account} has enrolled and sees what is stored by a link that opens once:\n  {urls}{path}"));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            say("The evening is over.");
        }

        return 0;
    }

    Task RunAsync(Guest[] atTheScreen, Random random, Action<string, string> enrolled) => Task.WhenAll(
    [
        EnrolAsync(), Task.Run(() => EnrolAtTheScreenAsync(atTheScreen, enrolled), _end),
        .. _house.Gates.Select(gate => Task.Run(() => ComeAndGoAsync(gate, new Random(random.Next())), _end)),
    ]);

    async Task EnrolAsync()
    {
        foreach (var guest in _coming.Where(guest => guest.Enrols))
        {
            await EnrolmentVisit.RunAsync(
                _house.Booth, guest, Decision.Enrolled, (side, capture) => _hands.Enrolment(guest.Person, side, capture), _ => { }, _end);
            await _house.FollowGuestListsAsync(_end);
        }
    }

    // Whoever has enrolled there comes with a palm from then on.
    async Task EnrolAtTheScreenAsync(Guest[] guests, Action<string, string> enrolled)
    {
        foreach (var guest in guests)
        {
            enrolled(guest.Account, await new ScreenVisit(_house, guest, _hands, Moment).RunAsync(_end));
            await _house.FollowGuestListsAsync(_end);
            _coming = [.. _coming, guest];
        }
    }

    // A pedestal may be restarted, opened or switched to another mode at the pages: then its guest goes on to the next one.
    async Task ComeAndGoAsync(VirtualPedestal gate, Random random)
    {
        for (var visit = 0; ; visit++)
        {
            var coming = _coming;
            var guest = coming[random.Next(coming.Length)];
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_end);
            patience.CancelAfter(TimeSpan.FromSeconds(20));
            try
            {
                await gate.WaitReadyAsync(patience.Token);
                if (guest.Enrols && random.Next(3) > 0)
                {
                    gate.ShowPalm(new PresentationScene(_hands.Entry(guest.Person, PalmSide.Left, visit)));
                    await gate.AwaitOutcomeAsync(patience.Token);
                }
                else
                {
                    gate.ScanCode(random.Next(12) == 0 ? Unsold : guest.Codes[0]);
                    await gate.AwaitOutcomeAsync(patience.Token);
                }

                if (random.Next(5) == 0 && _house.Exit.State == Core.Lane.Attempts.LaneState.Idle)
                {
                    _house.Exit.ScanCode(guest.Codes[0]);
                }
            }
            catch (Exception e) when (!_end.IsCancellationRequested && e is OperationCanceledException or TimeoutException)
            {
                // Nobody was served in time.
            }

            gate.RemovePalm();
            await Task.Delay(Pause * (0.5 + random.NextDouble()), _end);
        }
    }
}
