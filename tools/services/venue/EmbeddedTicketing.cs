using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Matcher;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;
using Pedestal.Storage;
using Pedestal.Ticketing;

namespace Pedestal.Venue;

/// <summary>
/// A party's ticketing inside this process: a host of its own with its own store and keys, which receives the same sealed messages
/// as a separate process, so that nothing but a token crosses between the two.
/// </summary>
sealed class EmbeddedTicketing(string party, TicketingSettings settings,
    MatcherOptions matcher, VenueOptions venue, ILaneOpener lanes, TimeProvider time, ILoggerFactory logging, IMeterFactory meters,
    EmbeddedBroker? broker)
    : TicketingPart(party, time, logging.CreateLogger<EmbeddedTicketing>())
{
    readonly TicketingSettings _settings = settings;
    readonly ILogger _logger = logging.CreateLogger<EmbeddedTicketing>();

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<PartFault>> FindFaultsAsync(IServiceProvider services, CancellationToken cancellation)
    {
        List<PartFault> faults = [];
        Add("broker", services.GetRequiredService<TicketingService>().LinkFault);
        Add("tickets", await services.GetRequiredService<ITicketSystem>().FindFaultAsync(cancellation));
        return faults;

        void Add(string missing, string? fault) => faults.AddRange(fault is null ? [] : [new PartFault(Name, missing, fault)]);
    }

    /// <inheritdoc/>
    public override void Map(IEndpointRouteBuilder administration)
    {
        if (Party == PartyNames.Default)
        {
            administration.MapEntrances(matcher.KeyFile, _logger);
        }

        if (!_settings.External.IsUsed)
        {
            administration.MapTickets(() => Services);
            administration.MapTicketEvents(() => Services);
            administration.MapAccounts(() => Services);
            administration.MapByHand(() => Services, lanes);
        }
    }

    /// <inheritdoc/>
    public override Operator? FindOperator(string key) =>
        _settings.External.IsUsed ? null : Services.GetRequiredService<TicketStore>().Operators.Find(key);

    /// <inheritdoc/>
    protected override IHost Create()
    {
        var keys = KeyRing.Load(_settings.KeyFile);
        Venue = keys.Venue;
        return TicketingHost.Create(
            new TicketingOptions
            {
                Venue = keys.Venue,
                Party = Party,
                CodeKeyFile = Party == PartyNames.Default ? "" : Path.Combine(
                    Path.GetDirectoryName(_settings.KeyFile) ?? "", $"{PartyNames.TicketingOf(Party)}.codes.key"),
                Database = _settings.Database,
                Node = _settings.Node,
                KeyFile = _settings.KeyFile,
                External = _settings.External,
                Pretix = _settings.Pretix,
                OfflineLanes = _settings.OfflineLanes,
                BoothsInside = _settings.BoothsInside,
                ConfirmEnrolments = _settings.ConfirmEnrolments,
                BrokerHost = matcher.Broker.ClientHost,
                BrokerLogin = venue.Broker.TicketingLogin,
                MoreBrokers = [.. matcher.Broker.MoreAddresses.Select(address => address.ToString())],
                BrokerPort = broker?.BoundPort ?? matcher.Broker.Port,
            },
            keys,
            logging,
            meters,
            broker);
    }

    /// <inheritdoc/>
    protected override bool IsNamed(Exception exception) =>
        exception is StorageException or DbException || base.IsNamed(exception);
}
