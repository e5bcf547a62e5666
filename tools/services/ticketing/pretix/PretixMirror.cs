using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>
/// Keeps the store in step with pretix: reads what changed there every minute, and sends what happened here every few seconds. No
/// guest waits for either.
/// </summary>
sealed class PretixMirror : BackgroundService
{
    /// <summary>How often pretix is read.</summary>
    internal static readonly TimeSpan Refresh = TimeSpan.FromMinutes(1);

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly PretixClient _client;
    readonly PretixReader _reader;
    readonly PretixPalms _palms;
    readonly PretixUploads _uploads;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly PretixDevice _device;
    readonly bool _isOnline;
    readonly int _most;
    readonly WarningThrottle _throttle;
    readonly Meter _meter;

    volatile IReadOnlyList<PretixMirrorList> _lists;
    volatile bool _isComplete;
    long _readAt = long.MinValue; // UTC ticks of the last reading that came to its end
    long _triedAt = long.MinValue;

    public PretixMirror(
        TicketStore store, TicketingOptions options, PretixDevice device, IMeterFactory meters, TimeProvider time, ILogger<PretixMirror> logger)
    {
        (_device, _isOnline, _most, _time, _logger) = (device, options.Pretix.Online, options.Pretix.Lists.Length, time, logger);
        _throttle = new WarningThrottle(time, TimeSpan.FromMinutes(1));
        _client = new PretixClient(device, time);
        var database = store.Database;
        _reader = new PretixReader(database, _client, device, options.Pretix, options.Venue, time);
        _palms = new PretixPalms(database, _client, device, time);
        _uploads = new PretixUploads(database, options.Venue);
        Sender = new PretixSender(_uploads, _client, device, time, logger);
        (_lists, _isComplete) = _reader.Known();
        _uploads.Resume();
        _meter = meters.Create(TicketingMetrics.MeterName);
        _meter.CreateObservableGauge("ticketing.pretix.waiting", () => _uploads.Count().Waiting, null, "Entries that pretix does not have yet.");
        _meter.CreateObservableGauge("ticketing.pretix.age", () => Age?.TotalSeconds ?? -1, "s",
            "Time since pretix was read to the end; -1 if it has not been since the start.");
    }

    /// <summary>The lists as they were read last.</summary>
    internal IReadOnlyList<PretixMirrorList> Lists => _lists;

    /// <summary>Sends check-ins.</summary>
    internal PretixSender Sender { get; }

    /// <summary>The check-ins on their way.</summary>
    internal PretixUploads Uploads => _uploads;

    /// <summary>Why nobody can be decided about; an outage is no reason once everything was read.</summary>
    internal string? Fault => _isComplete ? null
        : "pretix was never read to the end, so its tickets are not known here. Check the Internet connection and \"pretix status\".";

    TimeSpan? Age => Interlocked.Read(ref _readAt) is var at && at == long.MinValue ? null : TimeSpan.FromTicks(_time.GetUtcNow().UtcTicks - at);

    /// <summary>Takes over a ticket that pretix has and the mirror does not, until its order is read.</summary>
    internal void Learn(Session session, PretixMirrorList list, PretixPosition? position, DateTimeOffset now)
    {
        if (position is { Order: { } code }
            && session.Value("SELECT 1 FROM pretix_orders WHERE event = @event AND code = @code", ("event", list.Setting.Event), ("code", code)) is null)
        {
            var order = new PretixOrder(code, "p", false, false, false, null, now, [position with { Checkins = [] }]);
            new PretixTickets(_lists, _device, now).Apply(session, list.Setting.Event, [order], asked: null);
        }
    }

    /// <summary>Reads, if it is time, and sends; returns how long nothing should be sent.</summary>
    internal async Task<TimeSpan> RoundAsync(CancellationToken cancellation)
    {
        var wait = TimeSpan.Zero;
        if (_triedAt == long.MinValue || _time.GetUtcNow().UtcTicks - _triedAt >= Refresh.Ticks)
        {
            _triedAt = _time.GetUtcNow().UtcTicks;
            await StepAsync("reading", ReadAsync);
        }

        // Which list an entry is for is not known before all lists are.
        if (_lists.Count == _most)
        {
            await StepAsync("sending palms", () => _palms.SendAsync(cancellation));
            await StepAsync("sending entries", () => Sender.SendAsync(_lists, _isOnline, cancellation));
        }

        return wait;

        async Task StepAsync(string what, Func<Task> step)
        {
            try
            {
                await step();
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                // Nothing that pretix says, and no defect, may end the process that admits guests.
                wait = e is PretixException { Wait: var asked } && asked > wait ? asked : wait;
                if (_throttle.Passes("pretix", what, out var leftOut))
                {
                    var isDefect = e is not PretixException;
                    _logger.Log(isDefect ? LogLevel.Error : LogLevel.Warning, isDefect ? e : null,
                        "pretix, {What}: {Reason}. Guests are admitted by what is known; {LeftOut} more failures were not logged",
                        what, e.Message.TrimEnd('.'), leftOut);
                }
            }
        }

        async Task ReadAsync()
        {
            var faults = await _reader.ReadAsync(lists => _lists = lists, cancellation);
            _isComplete = true;
            _uploads.Settle(_time.GetUtcNow());
            Interlocked.Exchange(ref _readAt, _time.GetUtcNow().UtcTicks);
            foreach (var fault in faults.Where(fault => _throttle.Passes("pretix", fault, out _)))
            {
                _logger.LogError("pretix: {Fault}", fault);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _client.Dispose();
        _meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = await RoundAsync(stoppingToken);
            await Task.Delay(wait > Pause ? wait : Pause, _time, stoppingToken);
        }
    }
}
