using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Hal;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Storage;

namespace Pedestal.Matcher;

/// <summary>Loads the event's gallery, receives match requests from the venue's pedestals and replies to them.</summary>
public sealed class MatcherService : BackgroundService
{
    /// <summary>The device name that the matcher uses for its requests to ticketing.</summary>
    public const string TicketingDevice = PartyNames.Matcher;

    static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    readonly MatcherOptions _options;
    readonly KeyRing _keys;
    readonly PalmRegister _register;
    readonly TimeProvider _time;
    readonly ILogger<MatcherService> _logger;
    readonly MatcherMetrics _metrics;
    readonly IServiceLink _link;
    readonly SealedClient _ticketing;
    readonly SealedTicketing _tickets;
    readonly OneEvent _show;
    readonly EnrolmentDesk _enrolment;
    readonly DeletionDesk _deletion;
    readonly SealedEndpoint _endpoint;
    readonly UpkeepReport _upkeep;

    /// <summary>Creates the service; the broker is given only if it runs in this process.</summary>
    /// <exception cref="KeyFileException">The matcher's own key is missing.</exception>
    public MatcherService(MatcherOptions options, KeyRing keys, PalmRegister register, ICipher cipher, TimeProvider time,
        RecentEnrolments recent, AttemptLimit attempts, ProbeMemory probes, MatcherMetrics metrics, ILogger<MatcherService> logger,
        EmbeddedBroker? broker = null)
    {
        (_options, _keys, _register, _time) = (options, keys, register, time);
        (_logger, _metrics) = (logger, metrics);
        if (!keys.TryGet(TicketingDevice, out var ownKey))
        {
            throw new KeyFileException(options.KeyFile,
                $"the key \"{TicketingDevice}\", which the matcher uses for ticketing, is missing. "
                + "Run \"provision\".");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.RetentionDays, 1);
        _upkeep = new UpkeepReport(register, logger);
        var name = $"matcher-{keys.Venue}";
        _link = broker is not null ? new BrokerLink(broker, name, logger) : new ServiceLink(
            new ServiceLinkOptions
            {
                Host = options.Broker.ClientHost, Port = options.Broker.Port, Login = options.Broker.Login, ClientId = name,
                MeasureLag = true,
            },
            logger);
        _ticketing = new SealedClient(
            _link, keys.Venue, TicketingDevice, ownKey, MessageType.TicketRequest, cipher, time, logger);
        keys.Changed += UseOwnKey;
        _tickets = new SealedTicketing(_ticketing);
        _show = new OneEvent(register, options.Event, keys.Venue, _tickets);
        var parties = new Parties(new PartyLink(keys.Venue, RelyingParty.Ticketing, _show));
        var enrolmentOptions = new EnrolmentOptions { Consent = options.Consent, KeyPerEvent = options.KeyPerEvent };
        _enrolment = new EnrolmentDesk(register, parties, enrolmentOptions, time);
        _deletion = new DeletionDesk(register, parties);
        var handler = new MatchHandler(keys, new EntryDesk(register, parties, time), _enrolment,
            new PedestalDeletion(register, parties, _deletion, time), attempts, probes, recent, metrics, logger);
        _endpoint = new SealedEndpoint(keys, MessageType.MatchRequest, MessageType.MatchReply, cipher, time, logger,
            (request, cancellation) => register.AreGalleriesLoaded
                ? handler.HandleAsync(request, cancellation)
                : Task.FromResult(handler.Reply(Decision.Unavailable)),
            handler.Reply)
        {
            OnShed = () => metrics.Shed("overload"),
            OnDropped = metrics.Dropped,
            Lag = _ => _link.Lag,
        };
        metrics.Watch(register, attempts);
    }

    /// <summary>Why the broker is not connected; null while it is.</summary>
    public string? LinkFault => _link.Fault;

    /// <summary>Why ticketing does not respond, as far as it was used; null while it does.</summary>
    public string? TicketingFault => _tickets.Fault;

    /// <summary>The pending enrolments.</summary>
    internal EnrolmentDesk Enrolment => _enrolment;

    /// <summary>Waits until requests are handled.</summary>
    public Task WaitReadyAsync(CancellationToken cancellation) => _link.WaitConnectedAsync(cancellation);

    /// <summary>
    /// Deletes the person behind a token's digest everywhere; see <see cref="DeletionDesk.DeleteAsync(byte[], CancellationToken)"/>.
    /// </summary>
    public Task<DeletionResult?> DeleteAsync(
        byte[] tokenDigest, CancellationToken cancellation) => _deletion.DeleteAsync(tokenDigest, cancellation);

    /// <summary>Deletes a person by number.</summary>
    internal Task<DeletionResult?> DeleteAsync(
        long person, CancellationToken cancellation) => _deletion.DeleteAsync(person, cancellation);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Try(CheckAudit);
        Try(DeleteUnused);
        Try(LoadPalms);
        _upkeep.Report();
        await _ticketing.StartAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
        await _link.SubscribeAsync(
            Topics.FilterOf(_keys.Venue, Channel.MatchRequest), ReceiveAsync, cancellationToken);
        await _link.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _link.DisposeAsync();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _keys.Changed -= UseOwnKey;
        _enrolment.Dispose();
        _deletion.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping.
        }
    }

    void UseOwnKey()
    {
        if (_keys.TryGet(TicketingDevice, out var key))
        {
            _ticketing.UseKey(key);
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

    // Palms are refused until this has succeeded; codes do not need it.
    void LoadPalms()
    {
        if (!_register.IsPopulationLoaded)
        {
            _show.Open();
            _register.FollowSchedule();
            _register.LoadPopulation();
            _logger.LogInformation("Gallery of {Event}: {Palms} palms, {Templates} templates",
                _options.Event, _register.Galleries.PalmCount, _register.Galleries.TemplateCount);
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
        _enrolment.DropExpired();
        Try(LoadPalms);
        Try(_deletion.CatchUp);
        Try(DeleteUnused);
        await TryAsync(() => _deletion.SendEndingsAsync(stop));
        _upkeep.Report();
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
            or UnauthorizedAccessException)
        {
            // The next sweep tries again; entries continue meanwhile.
            _logger.LogError("Upkeep of the palm store is postponed: {Fault}", e.Message);
        }
    }

    async Task ReceiveAsync(string topic, ReadOnlyMemory<byte> payload)
    {
        // The matcher's own key is shared with ticketing, which must not send requests here.
        if (!Topics.TryGetDevice(topic, _keys.Venue, Channel.MatchRequest, out var device)
            || PartyNames.IsMatcher(device))
        {
            return;
        }

        var arrival = _time.GetTimestamp();
        var reply = await _endpoint.HandleAsync(device, payload, CancellationToken.None);
        if (reply == null)
        {
            return;
        }

        _metrics.Took(MatcherMetrics.Stage.Sealed, _time.GetElapsedTime(arrival));
        if (await _link.PublishAsync(
            Topic.Of(_keys.Venue, device, Channel.MatchReply), reply, CancellationToken.None))
        {
            _metrics.Took(MatcherMetrics.Stage.Total, _time.GetElapsedTime(arrival));
        }
    }
}
