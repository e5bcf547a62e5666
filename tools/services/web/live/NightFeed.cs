using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Messaging.Operators;
using Pedestal.Web.Services;

namespace Pedestal.Web.Live;

/// <summary>
/// Asks the services once for all pages that show the night, and not at all while none does. However many pages are open, the services
/// have one reader, and a page gets a new picture every second at most.
/// </summary>
public sealed class NightFeed(TicketsApi tickets, StatusApi status, FleetWatch fleet, PagesOptions options, TimeProvider time,
    ILogger<NightFeed> logger) : BackgroundService
{
    const int MinutesShown = 60;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan SlowPause = TimeSpan.FromSeconds(10);
    static readonly TimeSpan ShedShown = TimeSpan.FromMinutes(5);
    static readonly ActingPerson Self = new("pages", PersonRole.Steward);

    readonly Lock _lock = new();
    readonly List<Func<Night, Task>> _pages = [];
    readonly Queue<(DateTimeOffset At, long Count)> _shed = new();
    TaskCompletionSource _watched = NewSignal();
    Dictionary<string, EventRules> _rules = new(StringComparer.Ordinal);
    ServiceHealth? _health;
    EventState? _next;
    IReadOnlyList<(string File, DateTimeOffset End)> _certificates = [];
    DateTimeOffset _slowAt;

    /// <summary>The latest picture; null before the first.</summary>
    public Night? Latest { get; private set; }

    /// <summary>Calls a page with each new picture until the result is disposed.</summary>
    public IDisposable Watch(Func<Night, Task> page)
    {
        lock (_lock)
        {
            _pages.Add(page);
            _watched.TrySetResult();
        }

        return new Watcher(this, page);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _watched.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await TakeAsync(stoppingToken);
            await TellAsync(stoppingToken);
        }
    }

    async Task TakeAsync(CancellationToken stop)
    {
        var (now, before) = (time.GetUtcNow(), Latest);
        var (events, fault) = (before?.Events ?? [], (string?)null);
        try
        {
            events = await EventsAsync(now, stop);
        }
        catch (Exception e) when (e is ServiceException || stop.IsCancellationRequested)
        {
            fault = e.Message;
        }
        catch (Exception e)
        {
            // A defect here must not end the pages of a whole night.
            logger.LogError(e, "The night could not be read");
            fault = "The night could not be read; see the log.";
        }

        var lanes = fleet.Lanes;
        IReadOnlyList<Alert> alerts =
        [
            .. Alerts.OfLanes(lanes, fleet.HeardOf, now), .. Alerts.OfServices(_health, ShedRecently(now)), .. Alerts.OfEvents(events),
            .. Alerts.OfCertificates(_certificates, now),
        ];
        Latest = new Night(fault is null || before is null ? now : before.At, lanes, events, _next,
            [.. alerts.OrderByDescending(alert => alert.IsUrgent)], fault ?? fleet.Fault);
    }

    async Task<IReadOnlyList<EventNight>> EventsAsync(DateTimeOffset now, CancellationToken stop)
    {
        var open = await tickets.AttendanceAsync(Self, MinutesShown, stop);
        if (now - _slowAt > SlowPause || open.Events.Any(e => !_rules.ContainsKey(e.Event)))
        {
            await SlowlyAsync(open, now, stop);
            _slowAt = now;
        }

        return [.. open.Events.Select(e => new EventNight(e, _rules.GetValueOrDefault(e.Event), Passages.Of(e.Minutes, now, MinutesShown)))];
    }

    // What changes rarely.
    async Task SlowlyAsync(OpenEvents open, DateTimeOffset now, CancellationToken stop)
    {
        _health = await status.HealthAsync(Self, stop);
        var shed = await status.ShedAsync(Self, stop);
        if (_shed.Count > 0 && shed < _shed.Last().Count)
        {
            // A restarted matcher counts from zero.
            _shed.Clear();
        }

        _shed.Enqueue((now, shed));
        var all = await tickets.EventsAsync(Self, stop);
        _next = all.Events.Where(e => !e.IsOpen && e.Event.Doors > now && e.Event.Opening == Messaging.Guests.EventOpening.ByTime)
            .MinBy(e => e.Event.Doors);
        var rules = new Dictionary<string, EventRules>(StringComparer.Ordinal);
        foreach (var e in open.Events)
        {
            rules[e.Event] = await tickets.RulesAsync(Self, e.Event, stop);
        }

        _rules = rules;
        _certificates = Certificates.In(Path.Combine(Path.GetDirectoryName(options.FleetKeyFile) ?? "", "mosquitto"));
    }

    long ShedRecently(DateTimeOffset now)
    {
        while (_shed.Count > 1 && now - _shed.Peek().At > ShedShown)
        {
            _shed.Dequeue();
        }

        return _shed.Count < 2 ? 0 : _shed.Last().Count - _shed.Peek().Count;
    }

    // One page after the other until the next picture: drawn all at once, they would keep a lane's guest waiting.
    async Task TellAsync(CancellationToken stop)
    {
        Func<Night, Task>[] pages;
        lock (_lock)
        {
            pages = [.. _pages];
        }

        foreach (var page in pages)
        {
            try
            {
                await page(Latest!);
            }
            catch (ObjectDisposedException)
            {
                // It was closed meanwhile.
            }

            await Task.Delay(Pause / pages.Length, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    void Leave(Func<Night, Task> page)
    {
        lock (_lock)
        {
            _pages.Remove(page);
            if (_pages.Count == 0)
            {
                _watched = NewSignal();
            }
        }
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    sealed class Watcher(NightFeed feed, Func<Night, Task> page) : IDisposable
    {
        public void Dispose() => feed.Leave(page);
    }
}
