using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Pedestal.Hal;
using Pedestal.Identity;
using Pedestal.Messaging;
using Pedestal.Messaging.Nodes;
using Pedestal.Protocol;

namespace Pedestal.Matcher;

/// <summary>What all venues of a matcher use.</summary>
/// <param name="Cipher">Seals and opens messages; used by several threads.</param>
/// <param name="Time">The clock.</param>
/// <param name="Metrics">Counts and times.</param>
/// <param name="Logger">The log.</param>
sealed record VenueTools(ICipher Cipher, TimeProvider Time, MatcherMetrics Metrics, ILogger Logger);

/// <summary>
/// One venue: its keys, the connection to its broker, the relying parties reached there, and the requests of its pedestals. Two
/// venues share nothing here, so that pedestals of the same name at both are different pedestals.
/// </summary>
sealed class VenueLink : IAsyncDisposable
{
    readonly VenueTools _tools;
    readonly string _node;
    readonly ServiceLinks _links;
    readonly List<(PartyClient Client, SealedTicketing Ticketing)> _parties;
    readonly TakenRequests _taken = new();
    readonly WarningThrottle _throttle;
    readonly SharedRequests? _shared;
    SealedEndpoint? _endpoint;
    bool _takes;

    /// <summary>Creates the venue; the broker is given only if it runs in this process.</summary>
    /// <exception cref="KeyFileException">The key that the matcher shares with the venue's own party is missing.</exception>
    public VenueLink(VenueSettings settings, KeyRing keys, VenueTools tools, EmbeddedBroker? broker, string node)
    {
        var own = PartyNames.MatcherOf(PartyNames.Default, node);
        if (!keys.TryGet(own, out _))
        {
            throw new KeyFileException(settings.KeyFile, $"the key \"{own}\", which the matcher uses for ticketing, is missing. Run "
                + (node.Length > 0 ? $"\"provision --venue {keys.Venue} --matcher {node}\"." : "\"provision\"."));
        }

        (Keys, _tools, _node) = (keys, tools, node);
        _throttle = new WarningThrottle(tools.Time, TimeSpan.FromMinutes(1));
        var name = $"{PartyNames.Matcher}-{keys.Venue}";
        var first = new ServiceLinkOptions
        {
            Host = settings.Broker.ClientHost, Port = settings.Broker.Port, Login = settings.Broker.Login, ClientId = name, MeasureLag = true,
        };
        _links = ServiceLinks.To(
            node.Length > 0 ? SharedRequests.Options(first, keys.Venue, PartyNames.Matcher, node) : first, settings.Broker.MoreAddresses, tools.Logger, broker);
        _shared = node.Length > 0
            ? new SharedRequests(_links, keys.Venue, PartyNames.Matcher, node, Channel.MatchRequest, tools.Time, tools.Logger) : null;
        _parties =
        [
            Party(settings.Party, own),
            .. settings.MoreParties.Select(party => Party(party, PartyNames.MatcherOf(party, node))),
        ];
    }

    /// <summary>The venue's name.</summary>
    public string Name => Keys.Venue;

    /// <summary>Its pedestals' keys.</summary>
    public KeyRing Keys { get; }

    /// <summary>The parties reached here, its own first.</summary>
    public IEnumerable<(string Party, SealedTicketing Ticketing)> Parties =>
        _parties.Select(party => (party.Client.Party, party.Ticketing));

    /// <summary>The parties as identity sees them.</summary>
    public IEnumerable<PartyLink> PartyLinks => Parties.Select(party => new PartyLink(Name, party.Party, party.Ticketing));

    /// <summary>Why no requests arrive from here; null while they do.</summary>
    public string? LinkFault => _links.Fault ?? (_takes ? _shared?.Fault : null);

    /// <summary>Which of its brokers is gone while another one serves; null while all are connected.</summary>
    public string? LinkWarning => _links.Warning;

    /// <summary>The other matchers that its brokers have missed for a second.</summary>
    public IReadOnlyCollection<string> MissedNodes => _shared?.Missed ?? [];

    /// <summary>Misses a matcher no more, until it has been in time again.</summary>
    public void ForgetNode(string node) => _shared?.Forget(node);

    // Not those keys that the matcher itself has at parties.
    string[] Pedestals => [.. Keys.Devices.Where(device => !PartyNames.IsMatcher(device))];

    string Requests => Topics.FilterOf(Name, Channel.MatchRequest);

    /// <summary>Waits until requests can arrive.</summary>
    public Task WaitConnectedAsync(CancellationToken cancellation) => _links.WaitConnectedAsync(cancellation);

    /// <summary>Connects, and makes ready to decide.</summary>
    /// <param name="handler">Decides about a request.</param>
    /// <param name="fallback">The reply with a decision that the handler did not make.</param>
    /// <param name="cancellation">Ends the start.</param>
    public async Task StartAsync(Func<SealedRequest, CancellationToken, Task<byte[]>> handler, Func<Decision, byte, byte[]> fallback,
        CancellationToken cancellation)
    {
        _endpoint = new SealedEndpoint(
            Keys, MessageType.MatchRequest, MessageType.MatchReply, _tools.Cipher, _tools.Time, _tools.Logger, handler, fallback)
        {
            OnShed = () => _tools.Metrics.Shed("overload"),
            OnDropped = _tools.Metrics.Dropped,
        };
        Keys.Changed += UseKeys;
        foreach (var (client, _) in _parties)
        {
            await client.UseKeyAsync(cancellation);
        }

        await _links.StartAsync(cancellation);
    }

    /// <summary>Takes the requests of its pedestals, or of this node's share of them, and has each handled where its pedestal lives.</summary>
    public Task TakeRequestsAsync(Func<string, IPedestal> pedestals, CancellationToken cancellation)
    {
        _takes = true;
        Func<string, ReadOnlyMemory<byte>, IServiceLink, Task> receive = (topic, payload, way) => ReceiveAsync(pedestals, topic, payload, way);
        return _shared?.SubscribeByDeviceAsync(() => Pedestals, receive, cancellation) ?? _links.SubscribeAsync(Requests, receive, cancellation);
    }

    /// <summary>Takes no more requests, and waits until each has its reply. One that stops while it starts has taken none.</summary>
    public Task EndRequestsAsync(CancellationToken cancellation) => !_takes ? Task.CompletedTask
        : _taken.EndAsync(() => _shared?.UnsubscribeAsync(cancellation) ?? _links.UnsubscribeAsync(Requests, cancellation), cancellation);

    /// <summary>Decides a sealed request of a pedestal that lives here.</summary>
    /// <param name="device">The pedestal.</param>
    /// <param name="message">The request.</param>
    /// <param name="age">How long it has been on its way since the broker had it.</param>
    public Task<byte[]?> DecideAsync(string device, ReadOnlyMemory<byte> message, TimeSpan age) =>
        _endpoint!.HandleAsync(device, message, age, CancellationToken.None);

    /// <summary>Ends the sessions of a pedestal that did not live here, or will not.</summary>
    public void EndSessions(string device) => _endpoint!.EndSessions(device);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Keys.Changed -= UseKeys;
        return _links.DisposeAsync();
    }

    (PartyClient Client, SealedTicketing Ticketing) Party(string party, string device)
    {
        var client = new PartyClient(party, device, Keys, key => new SealedClient(
            _links, Name, device, key, MessageType.TicketRequest, _tools.Cipher, _tools.Time, _tools.Logger));
        return (client, new SealedTicketing(client));
    }

    void UseKeys()
    {
        foreach (var (client, _) in _parties)
        {
            _ = client.UseKeyAsync(CancellationToken.None);
        }
    }

    async Task ReceiveAsync(Func<string, IPedestal> pedestals, string topic, ReadOnlyMemory<byte> payload, IServiceLink way)
    {
        // The matcher's own keys are shared with ticketing, which must not send requests here.
        if (!Topics.TryGetDevice(topic, Name, Channel.MatchRequest, out var device) || PartyNames.IsMatcher(device))
        {
            return;
        }

        if (!Keys.TryGet(device, out _))
        {
            // Of nobody who could live anywhere; it is counted and dropped here.
            await DecideAsync(device, payload, TimeSpan.Zero);
            return;
        }

        _links.Came(device, way);
        _taken.Take();
        try
        {
            await HandleAsync(pedestals(device), device, payload, way.Lag);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            if (_throttle.Passes(device, "node", out var leftOut))
            {
                _tools.Logger.LogWarning("The node where {Device} lives does not answer; the request is sent again. {LeftOut} more were not logged. {Fault}",
                    device, leftOut, e.Message);
            }
        }
        finally
        {
            _taken.Done();
        }
    }

    async Task HandleAsync(IPedestal pedestal, string device, ReadOnlyMemory<byte> payload, TimeSpan lag)
    {
        var arrival = _tools.Time.GetTimestamp();
        if (await pedestal.HandleAsync(payload.ToArray(), lag, _node) is not { } reply)
        {
            return;
        }

        _tools.Metrics.Took(MatcherMetrics.Stage.Sealed, _tools.Time.GetElapsedTime(arrival));
        if (await _links.WayTo(device).PublishAsync(Topic.Of(Name, device, Channel.MatchReply), reply, CancellationToken.None))
        {
            _tools.Metrics.Took(MatcherMetrics.Stage.Total, _tools.Time.GetElapsedTime(arrival));
        }
    }
}
