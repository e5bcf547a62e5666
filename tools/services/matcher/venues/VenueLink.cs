using Microsoft.Extensions.Logging;
using Pedestal.Hal;
using Pedestal.Identity;
using Pedestal.Messaging;
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
    readonly ServiceLinks _links;
    readonly List<(PartyClient Client, SealedTicketing Ticketing)> _parties;
    SealedEndpoint? _endpoint;

    /// <summary>Creates the venue; the broker is given only if it runs in this process.</summary>
    /// <exception cref="KeyFileException">The key that the matcher shares with the venue's own party is missing.</exception>
    public VenueLink(VenueSettings settings, KeyRing keys, VenueTools tools, EmbeddedBroker? broker)
    {
        if (!keys.TryGet(PartyNames.Matcher, out _))
        {
            throw new KeyFileException(settings.KeyFile,
                $"the key \"{PartyNames.Matcher}\", which the matcher uses for ticketing, is missing. Run \"provision\".");
        }

        (Keys, _tools) = (keys, tools);
        var name = $"{PartyNames.Matcher}-{keys.Venue}";
        _links = ServiceLinks.To(
            new ServiceLinkOptions
            {
                Host = settings.Broker.ClientHost, Port = settings.Broker.Port, Login = settings.Broker.Login, ClientId = name,
                MeasureLag = true,
            },
            settings.Broker.MoreAddresses, tools.Logger, broker);
        _parties =
        [
            Party(settings.Party, PartyNames.Matcher),
            .. settings.MoreParties.Select(party => Party(party, PartyNames.MatcherOf(party))),
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
    public string? LinkFault => _links.Fault;

    /// <summary>Which of its brokers is gone while another one serves; null while all are connected.</summary>
    public string? LinkWarning => _links.Warning;

    /// <summary>Waits until requests can arrive.</summary>
    public Task WaitConnectedAsync(CancellationToken cancellation) => _links.WaitConnectedAsync(cancellation);

    /// <summary>Starts to receive requests.</summary>
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
            Lag = device => _links.WayTo(device).Lag,
        };
        Keys.Changed += UseKeys;
        foreach (var (client, _) in _parties)
        {
            await client.UseKeyAsync(cancellation);
        }

        await _links.SubscribeAsync(Topics.FilterOf(Name, Channel.MatchRequest), ReceiveAsync, cancellation);
        await _links.StartAsync(cancellation);
    }

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

    async Task ReceiveAsync(string topic, ReadOnlyMemory<byte> payload, IServiceLink way)
    {
        // The matcher's own keys are shared with ticketing, which must not send requests here.
        if (!Topics.TryGetDevice(topic, Name, Channel.MatchRequest, out var device) || PartyNames.IsMatcher(device))
        {
            return;
        }

        if (Keys.TryGet(device, out _))
        {
            _links.Came(device, way);
        }

        var arrival = _tools.Time.GetTimestamp();
        if (await _endpoint!.HandleAsync(device, payload, CancellationToken.None) is not { } reply)
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
