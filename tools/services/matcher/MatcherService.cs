using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Engine;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Matcher;

/// <summary>
/// Serves the venues' pedestals: loads the galleries of the events that open soon, follows the parties' guest lists, receives
/// match requests and replies to them.
/// </summary>
public sealed class MatcherService : BackgroundService
{
    static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    readonly MatcherOptions _options;
    readonly VenueLinks _venues;
    readonly PalmRegister _register;
    readonly TimeProvider _time;
    readonly ILogger<MatcherService> _logger;
    readonly EnrolmentDesk _enrolment;
    readonly DeletionDesk _deletion;
    readonly GuestListPolling _guests;
    readonly UpkeepReport _upkeep;
    readonly List<(VenueLink Venue, MatchHandler Handler)> _handlers;

    /// <summary>Creates the service.</summary>
    internal MatcherService(MatcherOptions options, VenueLinks venues, PalmRegister register, TimeProvider time,
        RecentEnrolments recent, AttemptLimits attempts, ProbeMemory probes, MatcherMetrics metrics, ILogger<MatcherService> logger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RetentionDays, 1);
        (_options, _venues, _register, _time, _logger) = (options, venues, register, time, logger);
        _upkeep = new UpkeepReport(register, logger);
        _guests = new GuestListPolling(venues.Ways, new GuestListMirror(register), time, logger);
        _enrolment = new EnrolmentDesk(register, venues.Parties, options.Enrolment(), time);
        _deletion = new DeletionDesk(register, venues.Parties);
        Guests = new GuestDesk(register, _deletion);
        var entry = new EntryDesk(register, venues.Parties, time);
        PedestalDeletion = new PedestalDeletion(register, venues.Parties, _deletion, time);
        _handlers =
        [
            .. venues.All.Select(venue => (venue, new MatchHandler(venue.Keys, entry, _enrolment, PedestalDeletion,
                attempts.Of(venue.Name), probes, recent, metrics, logger))),
        ];
        metrics.Watch(register, attempts, _guests);
    }

    /// <summary>Why no requests arrive; null while they do.</summary>
    public string? LinkFault => _venues.LinkFault;

    /// <summary>Why a venue's own ticketing does not answer; null while all do.</summary>
    public string? TicketingFault => _venues.PartyFault;

    /// <summary>The pending enrolments.</summary>
    internal EnrolmentDesk Enrolment => _enrolment;

    /// <summary>Deletions and withdrawals.</summary>
    internal DeletionDesk Deletion => _deletion;

    /// <summary>Deletions at pedestals.</summary>
    internal PedestalDeletion PedestalDeletion { get; }

    /// <summary>What guests do by themselves.</summary>
    internal GuestDesk Guests { get; }

    /// <summary>The venues.</summary>
    internal VenueLinks Venues => _venues;

    /// <summary>The party whose text a screen shows before a ticket says otherwise: the venue's own.</summary>
    internal string PartyAt(string venue) => _venues.Parties.At(venue) is [var own, ..] ? own : _options.Party;

    /// <summary>A pedestal that lives here.</summary>
    internal LocalPedestal Pedestal(string venue, string device) =>
        new(_venues.Find(venue) ?? throw new ArgumentException($"There is no venue \"{venue}\" here.", nameof(venue)), device, this);

    /// <summary>How far each party's guest lists are followed.</summary>
    internal IReadOnlyList<GuestListState> GuestLists => _guests.States;

    /// <summary>Waits until requests are handled.</summary>
    public Task WaitReadyAsync(CancellationToken cancellation) =>
        Task.WhenAll(_venues.All.Select(venue => venue.WaitConnectedAsync(cancellation)));

    /// <summary>
    /// Reads the parties' guest lists now instead of within half a second; what they say is in the galleries when this
    /// completes. False if a party could not be read.
    /// </summary>
    public Task<bool> FollowGuestListsAsync(CancellationToken cancellation) => _guests.FollowNowAsync(cancellation);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Try(CheckAudit);
        Try(DeleteUnused);
        Try(FollowSchedule);
        _upkeep.Report();
        Gallery.WarmUp();
        await base.StartAsync(cancellationToken);
        foreach (var (venue, handler) in _handlers)
        {
            await venue.StartAsync(
                (request, cancellation) => _register.AreGalleriesLoaded
                    ? handler.HandleAsync(request, cancellation)
                    : Task.FromResult(handler.Reply(Decision.Unavailable)),
                handler.Reply, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var venue in _venues.All)
        {
            await venue.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _enrolment.Dispose();
        _deletion.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(
                Task.Run(() => Try(() => LoadPopulation(stoppingToken)), stoppingToken), _guests.RunAsync(stoppingToken),
                new ChangePolling(_register, _time).RunAsync(() => Try(_register.FollowChanges), stoppingToken), SweepAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    void CheckAudit()
    {
        // A broken chain must be investigated, but keeps no guest from entering.
        var audit = _register.Store.VerifyAudit();
        _logger.Log(audit.BrokenAt is null ? LogLevel.Information : LogLevel.Error,
            "Audit log: {Entries} entries intact, head {Head}, broken at {BrokenAt}",
            audit.Entries, Convert.ToHexStringLower(audit.Head), audit.BrokenAt?.ToString() ?? "none");
    }

    // Palms are refused until this has succeeded once; codes do not need it.
    void FollowSchedule()
    {
        var before = _register.Galleries.Count;
        _register.FollowSchedule();
        if (_register.Galleries.Count != before)
        {
            _logger.LogInformation("{Galleries} galleries are loaded: {Palms} palms, {Templates} templates",
                _register.Galleries.Count, _register.Galleries.PalmCount, _register.Galleries.TemplateCount);
        }
    }

    // Enrolments and deletions are refused until this has succeeded; entries do not need it.
    void LoadPopulation(CancellationToken stop)
    {
        if (!_register.Population.IsLoaded)
        {
            _register.LoadPopulation(stop);
            _logger.Log(_options.Cluster.Shards > 0 ? LogLevel.None : LogLevel.Information,
                "All who are enrolled are loaded: {Palms} palms, {Templates} templates", _register.Population.PalmCount, _register.Population.TemplateCount);
        }
    }

    void DeleteUnused()
    {
        var deleted = _deletion.DeleteUnused(_options.RetentionDays);
        if (deleted > 0)
        {
            _logger.LogInformation(
                "Deleted {Persons} persons who had not used a palm for {Days} days", deleted, _options.RetentionDays);
        }
    }

    async Task SweepAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(SweepInterval, _time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            _enrolment.DropExpired();
            Try(FollowSchedule);
            Try(() => LoadPopulation(stop));
            Try(_register.FollowChanges);
            Try(_register.Store.Changes.Trim);
            Try(_deletion.CatchUp);
            Try(DeleteUnused);
            Try(_guests.CountUnknown);
            await TryAsync(() => _deletion.SendEndingsAsync(stop));
            _upkeep.Report();
        }
    }

    void Try(Action work) => TryAsync(() =>
    {
        work();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is StorageException or PalmStoreException or DbException or IOException
            or UnauthorizedAccessException or PopulationException)
        {
            // The next sweep tries again; entries continue meanwhile.
            _logger.LogError("Upkeep of the palm store is postponed: {Fault}", e.Message);
        }
    }
}
