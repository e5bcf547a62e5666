using System.Collections.Concurrent;
using System.Diagnostics;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Bench;

/// <summary>
/// Enrols the guests, starts the matcher, sends the pedestals' requests and compares the replies with the truth.
/// </summary>
sealed class LoadRun(LoadOptions options, Steps steps)
{
    // The same as for the engine's measurements, so that the palms are drawn only once.
    const int Palms = 2 * LoadGuests.Drawn;
    const int CapturesPerPalm = 12;

    // Slowly at first: while the venue compiles its code, nobody's ticket should be used up that the measurement needs.
    const int SlowWarmUpSeconds = 10;
    const int SlowWarmUpPart = 4;
    const int WarmUpSeconds = 5;

    // From the gate's pulse to the passage, milliseconds.
    const int ShortestWalk = 200;
    const int LongestWalk = 400;

    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    readonly ConcurrentBag<LoadReply> _warmUp = [];
    readonly ConcurrentBag<LoadReply> _measured = [];
    readonly ConcurrentDictionary<int, bool> _atALane = [];
    long _stallOver;
    int _passagesLost;
    TimeSpan _venueCpu;
    PagesShape? _pages;
    LoadFaults? _faults;

    /// <summary>Runs everything.</summary>
    /// <exception cref="TimeoutException">The matcher does not start.</exception>
    public async Task<LoadReport> RunAsync(CancellationToken stop)
    {
        var guests = new LoadGuests(PalmFile.Get(options.Cache, Palms, CapturesPerPalm, steps));
        using var venue = new LoadVenue(options.Pedestals, options.Mosquitto, options.Postgresql, options.Matchers,
            ticketings: options.Faults > 0 ? 2 : 1, hasFleet: options.Pages is not null);
        Enrol(guests, venue);
        venue.Start();
        var budget = TimeSpan.FromMilliseconds(options.Budget);
        var pedestals = venue.Pedestals.Select(name => new LoadPedestal(
            venue, name, budget, TimeSpan.FromMilliseconds(options.Shown), tellsOperators: options.Pages is not null)).ToArray();
        try
        {
            await ConnectAsync(venue, pedestals, guests, stop);

            await using var pages = options.Pages is > 0 and var count ? await LoadPages.OpenAsync(count, venue, steps, stop) : null;

            // The pedestals' pauses must not count as the venue's.
            using var pauses = new ShortPauses();
            await pauses.StartAsync(stop);
            var random = new Random(options.Seed);
            Ask("Warming up slowly", options.Rate / SlowWarmUpPart, SlowWarmUpSeconds, pedestals, guests, random, _warmUp, stop);
            Ask("Warming up", options.Rate, WarmUpSeconds, pedestals, guests, random, _warmUp, stop);
            _faults = new LoadFaults(venue, options.Faults, TimeSpan.FromSeconds(options.Seconds) / Math.Max(1, options.Faults), options.Seed);
            var disturbed = Task.WhenAll(StallAsync(venue, stop), _faults.PlayAsync(stop));
            await (pages?.BeginAsync() ?? Task.CompletedTask);
            var before = venue.Cpu;
            Ask("Measuring", options.Rate, options.Seconds, pedestals, guests, random, _measured, stop);
            await disturbed;
            _venueCpu = venue.Cpu - before;
            _pages = pages is null ? null : await pages.EndAsync(stop);
            await pauses.StopAsync(stop);
        }
        finally
        {
            await Task.WhenAll(pedestals.Select(pedestal => pedestal.DisposeAsync().AsTask()));
        }

        venue.Stop();
        using var tickets = venue.OpenTickets();
        return Report(new LoadTally([.. _warmUp, .. _measured], tickets.Entries.EntriesByAccount()));
    }

    void Enrol(LoadGuests guests, LoadVenue venue) =>
        steps.Run($"Enrolling {options.Gallery} palms", options.Gallery / 2, done =>
        {
            using var palms = venue.OpenPalms();
            using var tickets = venue.OpenTickets();
            guests.Enrol(palms, tickets, options.Gallery, done);
            return 0;
        });

    async Task ConnectAsync(LoadVenue venue, LoadPedestal[] pedestals, LoadGuests guests, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(StartTimeout);
        try
        {
            await venue.WaitForBrokerAsync(patience.Token);
            await Task.WhenAll(pedestals.Select(pedestal => pedestal.ConnectAsync(patience.Token)));
            LoadReply? reply;
            do
            {
                reply = await pedestals[0].EnterAsync(0, guests.Probe(0, new Random(0)), patience.Token);
                _warmUp.Add(reply);
            }
            while (reply.Decision is null or Decision.Unavailable);

            // Every pedestal opens its session before the measurement. Guest 0 is a stranger and uses no ticket.
            var random = new Random(options.Seed);
            foreach (var first in await Task.WhenAll(pedestals.Skip(1).Select(
                pedestal => pedestal.EnterAsync(0, guests.Probe(0, random), patience.Token))))
            {
                _warmUp.Add(first);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The matcher did not reply within {StartTimeout.TotalSeconds} s; see its output above.");
        }
    }

    async Task StallAsync(LoadVenue venue, CancellationToken stop)
    {
        if (options.Stall > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(options.Seconds / 3.0), stop);
            await venue.StallAsync(TimeSpan.FromSeconds(options.Stall), stop);
            _stallOver = Stopwatch.GetTimestamp();
        }
    }

    void Ask(string name, int rate, int seconds, LoadPedestal[] pedestals, LoadGuests guests, Random random,
        ConcurrentBag<LoadReply> replies, CancellationToken stop)
    {
        var count = rate * seconds;
        steps.Run($"{name}: {count} requests", count, done =>
        {
            var running = new List<Task>(count);
            var begin = Stopwatch.GetTimestamp();
            var due = TimeSpan.Zero;
            for (var i = 0; i < count && !stop.IsCancellationRequested; i++)
            {
                due += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / rate);
                var (pedestal, guest) = (pedestals[random.Next(pedestals.Length)], Arriving(guests, random));
                var probe = guests.Probe(guest, random);
                for (var wait = due - Stopwatch.GetElapsedTime(begin); wait > TimeSpan.Zero;
                    wait = due - Stopwatch.GetElapsedTime(begin))
                {
                    Thread.Sleep(1);
                }

                running.Add(AskOnceAsync(pedestal, guest, probe, TimeSpan.FromMilliseconds(random.Next(ShortestWalk, LongestWalk))));
                done();
            }

            Task.WhenAll(running).GetAwaiter().GetResult();
            return 0;
        });
        stop.ThrowIfCancellationRequested();

        async Task AskOnceAsync(LoadPedestal pedestal, int guest, byte[] probe, TimeSpan walk)
        {
            var reply = await pedestal.EnterAsync(guest, probe, stop);
            replies.Add(reply);
            if (reply.Decision == Decision.Admitted)
            {
                await Task.Delay(walk, stop);
            }

            if (!await pedestal.ReportAsync(reply, stop))
            {
                Interlocked.Increment(ref _passagesLost);
            }

            _atALane.TryRemove(guest, out _);
        }
    }

    // A guest is at one lane at a time, until the passage.
    int Arriving(LoadGuests guests, Random random)
    {
        var guest = guests.Arriving(random);
        for (var tries = 0; tries < LoadGuests.Drawn && !_atALane.TryAdd(guest, true); tries++)
        {
            guest = guests.Arriving(random);
        }

        return guest;
    }

    LoadReport Report(LoadTally tally)
    {
        var served = _measured.Where(reply => reply.IsServed).ToArray();
        var times = served.Select(reply => reply.Milliseconds).Order().ToArray();
        int Count(Decision? decision) => _measured.Count(reply => reply.Decision == decision);
        int Unknown(bool enrolled) => served.Count(reply =>
            reply.Decision == Decision.NotRecognised && LoadGuests.IsEnrolled(reply.Guest) == enrolled);
        return new LoadReport(
            served.Length, Count(Decision.TooLate), _measured.Count(reply => !reply.IsSent), Count(Decision.Unavailable), Count(null), tally.Wrong,
            tally.DoubleAdmissions, tally.FalseMatches, tally.FalselyMatched, tally.TakenForOthers, _passagesLost, Percentile(times, 0.5), Percentile(times, 0.99), Percentile(times, 1),
            Percentile([.. _measured.Where(a => a is { Decision: Decision.TooLate, IsSent: true }).Select(a => a.Milliseconds).Order()], 0.99),
            options.Stall > 0 ? Hangover.After(_measured, _stallOver) : null, options.Faults > 0 ? _faults!.Shapes(_measured) : null,
            Count(Decision.Admitted), Count(Decision.AlreadyInside), Unknown(enrolled: true), Unknown(enrolled: false),
            _venueCpu.TotalMilliseconds / Math.Max(1, _measured.Count(reply => reply.IsSent)), _pages,
            served.Where(reply => LoadTally.IsOther(reply.Decision)).CountBy(reply => $"{reply.Decision}").ToDictionary(),
            new LoadShape(options.Pedestals, options.Rate, options.Seconds, options.Gallery, options.Budget, options.Shown,
                options.Mosquitto ? "Mosquitto" : "the embedded broker", options.Postgresql is null ? "SQLite" : "PostgreSQL", options.Matchers, options.Stall, options.Seed),
            MachineClass.Here());
    }

    static double Percentile(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
