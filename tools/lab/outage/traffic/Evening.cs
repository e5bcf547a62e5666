using System.Collections.Concurrent;
using Pedestal.Messaging;
using Pedestal.Outage.History;
using Pedestal.Outage.World;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Outage.Traffic;

/// <summary>The steady traffic of all lanes: guests enter, enrol, are deleted and withdraw consents, at random instants.</summary>
sealed class Evening : IAsyncDisposable
{
    const int Gates = 90;
    const int Booths = 6;
    const int Exits = 4;
    const int CodesInHundred = 25;
    const int GhostsInHundred = 5;
    const int NewcomersInHundred = 10;

    // Mean seconds from one guest to the next: at a gate, at a booth, at a pedestal for deletions, in the office.
    const double AtGate = 3.6;
    const double AtBooth = 12;
    const double AtDeletion = 24;
    const double InOffice = 4;

    readonly ConcurrentQueue<Asked> _history = new();
    readonly ConcurrentDictionary<string, bool> _atLane = new();
    readonly ConcurrentQueue<string> _enrolled = new();
    readonly ConcurrentBag<string> _inside = [];
    readonly ConcurrentBag<string> _gone = [];
    readonly ConcurrentDictionary<Task, bool> _reports = new();
    readonly CancellationTokenSource _end = new();
    readonly List<Task> _loops = [];
    readonly Lane[] _lanes;
    readonly Crowd _crowd;
    readonly Office _office;
    readonly int _seed;

    /// <summary>Prepares it; the matchers must have made their keys.</summary>
    public Evening(Site site, Crowd crowd, int seed)
    {
        (_crowd, _seed) = (crowd, seed);
        _lanes = [.. Pedestals.Select(pedestal => new Lane(pedestal.Name, site, _history.Enqueue))];
        _office = new Office(site.AdminKey, _history.Enqueue);
    }

    /// <summary>All pedestals and their roles.</summary>
    public static IReadOnlyList<(string Name, DeviceRoles Role)> Pedestals =>
    [
        .. Enumerable.Range(1, Gates).Select(n => ($"gate-{n}", DeviceRoles.Entry)),
        .. Enumerable.Range(1, Booths).Select(n => ($"booth-{n}", DeviceRoles.Enrolment)),
        .. Enumerable.Range(1, Exits).Select(n => ($"leave-{n}", DeviceRoles.Deletion)),
    ];

    /// <summary>The names of the lanes at which guests enter.</summary>
    public static IReadOnlyCollection<string> GateNames { get; } = [.. Pedestals.Where(pedestal => pedestal.Role == DeviceRoles.Entry).Select(p => p.Name)];

    /// <summary>Everything that was asked so far.</summary>
    public IReadOnlyList<Asked> History => [.. _history];

    /// <summary>Whether each matcher says that it is ready.</summary>
    public Task<bool> AreMatchersReadyAsync() => _office.AreReadyAsync();

    /// <summary>Connects all lanes, and begins.</summary>
    public async Task BeginAsync(CancellationToken stop)
    {
        await Task.WhenAll(_lanes.Select(lane => lane.ConnectAsync(stop)));
        for (var i = 0; i < _lanes.Length; i++)
        {
            var (lane, random) = (_lanes[i], new Random(_seed * 1000 + i));
            var beside = _lanes[(i + 1) % Gates];
            _loops.Add(i < Gates ? LoopAsync(AtGate, random, () => EnterAsync(lane, beside, random))
                : i < Gates + Booths ? LoopAsync(AtBooth, random, () => EnrolAsync(lane, random))
                : LoopAsync(AtDeletion, random, () => DeleteAsync(lane, random)));
        }

        var own = new Random(_seed * 1000 + _lanes.Length);
        _loops.Add(LoopAsync(InOffice, own, () => EndAsync(own)));
    }

    /// <summary>Ends it, and waits for the reports that are still under way.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_loops);
        await Task.WhenAny(Task.WhenAll(_reports.Keys), Task.Delay(TimeSpan.FromSeconds(30)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_lanes.Select(lane => lane.DisposeAsync().AsTask()));
        _office.Dispose();
        _end.Dispose();
    }

    async Task LoopAsync(double mean, Random random, Func<Task> next)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(-mean * Math.Log(1 - random.NextDouble())), _end.Token);
                await next();
            }
        }
        catch (OperationCanceledException)
        {
            // The evening is over.
        }
    }

    async Task EnterAsync(Lane lane, Lane beside, Random random)
    {
        var hundred = random.Next(100);
        if (hundred < CodesInHundred && _crowd.NextCode() is { } code)
        {
            // Every third is shown at two lanes at once.
            Lane[] lanes = random.Next(3) == 0 ? [lane, beside] : [lane];
            await Task.WhenAll(lanes.Select(async each => Report(each, await each.CodeAsync(code, code, CancellationToken.None))));
            return;
        }

        var account = (hundred < CodesInHundred + GhostsInHundred ? Any(_gone, random)
            : hundred < CodesInHundred + GhostsInHundred + NewcomersInHundred ? Any(_inside, random) : null) ?? _crowd.AnyFamily(random);
        if (_atLane.TryAdd(account, true))
        {
            var side = random.Next(2) == 0 ? PalmSide.Left : PalmSide.Right;
            var asked = await lane.PalmAsync(account, InventedPalm.Capture(Crowd.PalmsOf(account), side, random), CancellationToken.None);
            _ = Report(lane, asked).ContinueWith(_ => _atLane.TryRemove(account, out var _), TaskScheduler.Default);
        }
    }

    async Task EnrolAsync(Lane booth, Random random)
    {
        if (_crowd.NextNewcomer() is not { } account)
        {
            return;
        }

        // The last tickets are for leaving.
        for (var ticket = 0; ticket < Crowd.TicketsOfNewcomer - 2; ticket++)
        {
            if ((await booth.EnrolAsync(account, Crowd.TicketOf(account, ticket), random, CancellationToken.None)).IsDone)
            {
                _inside.Add(account);
                _enrolled.Enqueue(account);
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(2), _end.Token);
        }
    }

    async Task DeleteAsync(Lane pedestal, Random random)
    {
        if (!_enrolled.TryDequeue(out var account))
        {
            return;
        }

        for (var i = 0; i < Crowd.TicketsOfNewcomer; i++)
        {
            if ((await pedestal.DeleteAsync(account, Crowd.TicketOf(account, Crowd.TicketsOfNewcomer - 1), random, CancellationToken.None)).IsDone)
            {
                _gone.Add(account);
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(2), _end.Token);
        }
    }

    async Task EndAsync(Random random)
    {
        if (_crowd.NextLeaver() is { } account && await _office.EndAsync(account, _crowd.DigestOf(account), random.Next(2) == 0, _end.Token))
        {
            _gone.Add(account);
        }
    }

    Task Report(Lane lane, Asked asked)
    {
        var report = lane.ReportAsync(asked, CancellationToken.None);
        _reports[report] = true;
        return report.ContinueWith(done => _reports.TryRemove(done, out var _), TaskScheduler.Default);
    }

    static string? Any(ConcurrentBag<string> all, Random random) => all.ToArray() is { Length: > 0 } some ? some[random.Next(some.Length)] : null;
}
