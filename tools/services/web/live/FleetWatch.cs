using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Fleet;
using Pedestal.Hal;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;
using Pedestal.Protocol;
using Pedestal.Web.Services;

namespace Pedestal.Web.Live;

/// <summary>Listens to the pedestals as an operator's program does: one connection for all pages, which comes back by itself.</summary>
public sealed class FleetWatch(PagesOptions options, StatusApi status, TimeProvider time, ILogger<FleetWatch> logger) : BackgroundService
{
    static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(3);
    static readonly TimeSpan FollowPause = TimeSpan.FromSeconds(5);
    static readonly ActingPerson Self = new("pages", PersonRole.Steward);
    const int MostPedestals = 2000;

    static readonly HeardPedestal Nothing = new();
    readonly ConcurrentDictionary<string, HeardPedestal> _heard = new(StringComparer.Ordinal);
    IReadOnlyDictionary<string, PlacedPedestal> _places = new Dictionary<string, PlacedPedestal>();
    volatile Connected? _connected;

    /// <summary>Raised on another thread when a pedestal has reported.</summary>
    public event Action? Changed;

    /// <summary>Why no pedestal is heard, and what to do; null while they are.</summary>
    public string? Fault { get; private set; } = "Connecting to the pedestals' broker.";

    /// <summary>The connection, for commands; null while there is none.</summary>
    public FleetLink? Link => _connected?.Link;

    /// <summary>The pedestals; null while there is no connection.</summary>
    public FleetView? View => _connected?.View;

    /// <summary>The lanes as they are now, by name.</summary>
    public IReadOnlyList<Lane> Lanes => _connected is not { } connected ? [] :
    [
        .. connected.View.Pedestals.Select(pedestal => Lane.Of(
            pedestal, PlaceOf(pedestal.Device)?.Entrance ?? "", HeardOf(pedestal.Device), time.GetUtcNow())),
    ];

    /// <summary>Where a pedestal is and what its keys may do; null while nobody has said.</summary>
    public PlacedPedestal? PlaceOf(string device) => _places.GetValueOrDefault(device);

    /// <summary>Reads where the pedestals are.</summary>
    public async Task FollowPlacesAsync(CancellationToken cancellation)
    {
        try
        {
            var venue = Link?.Venue;
            _places = (await status.PedestalsAsync(Self, cancellation)).Where(placed => placed.Venue == venue).ToDictionary(placed => placed.Name);
        }
        catch (ServiceException)
        {
            // What was read before stays; Tonight says that the services do not answer.
        }
    }

    /// <summary>What was heard of a pedestal.</summary>
    public HeardPedestal HeardOf(string device) => _heard.GetValueOrDefault(device, Nothing);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.FleetKeyFile.Length == 0)
        {
            Fault = "These pages have no fleet's keys, so no pedestal is shown.";
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested && e is FleetException or KeyFileException)
            {
                Say(e.Message);
                await Task.Delay(RetryPause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task ListenAsync(CancellationToken stop)
    {
        await using var link = await FleetLink.ConnectAsync(options.FleetKeyFile, options.Broker.Addresses, options.Broker.Login, stop);
        var view = new FleetView(link);
        view.Changed += _ => Changed?.Invoke();
        await SubscribeAsync(link, Channel.Telemetry, (device, payload) =>
        {
            if (Attempt.Read(payload, time.GetUtcNow()) is { } attempt)
            {
                _heard.GetOrAdd(device, _ => new HeardPedestal()).Add(attempt);
            }
        }, stop);
        await SubscribeAsync(link, Channel.Health, (device, _) => _heard.GetOrAdd(device, _ => new HeardPedestal()).HealthAt = time.GetUtcNow(), stop);
        await view.ListenAsync(stop);
        _connected = new Connected(link, view);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                Say(link.Link.Fault ?? link.Follow());
                await FollowPlacesAsync(stop);
                await Task.Delay(FollowPause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            _connected = null;
        }
    }

    async Task SubscribeAsync(FleetLink link, Channel channel, Action<string, ReadOnlyMemory<byte>> take, CancellationToken stop) =>
        await link.Link.SubscribeAsync(Topic.Of(link.Venue, "+", channel), (topic, payload) =>
        {
            var device = topic.Split('/')[3];
            if (_heard.ContainsKey(device) || _heard.Count < MostPedestals)
            {
                take(device, payload);
                Changed?.Invoke();
            }

            return Task.CompletedTask;
        }, stop);

    void Say(string? fault)
    {
        if (fault is not null && fault != Fault)
        {
            logger.LogWarning("The pages do not hear the pedestals: {Fault}", fault);
        }

        Fault = fault;
    }

    sealed record Connected(FleetLink Link, FleetView View);
}
