using Microsoft.Extensions.Logging;
using Pedestal.Matcher;
using Pedestal.Messaging;
using Pedestal.Messaging.Commands;
using Pedestal.Protocol;
using Pedestal.Ticketing;

namespace Pedestal.Venue;

/// <summary>
/// Opens a lane with the fleet's keys, as an operator's program does. Keys are read and the broker is connected for each opening,
/// because openings are rare and keys may change.
/// </summary>
sealed class LaneOpener(MatcherOptions matcher, VenueOptions venue, ILogger<LaneOpener> logger, EmbeddedBroker? broker = null) : ILaneOpener
{
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<string?> OpenAsync(string pedestal, CancellationToken cancellation)
    {
        if (venue.FleetKeyFile.Length == 0)
        {
            return $"This venue opens no lanes: {MatcherOptions.Section}:{nameof(VenueOptions.FleetKeyFile)} is empty.";
        }

        try
        {
            var keys = KeyRing.Load(venue.FleetKeyFile);
            await using var link = Link();
            await link.StartAsync(cancellation);
            try
            {
                await link.WaitConnectedAsync(cancellation).WaitAsync(ConnectPatience, cancellation);
            }
            catch (TimeoutException)
            {
                return link.Fault ?? "The broker cannot be reached.";
            }

            var reply = await new PedestalCommands(link, keys).OpenAsync(pedestal, cancellation);
            return reply.Result == CommandResult.Done ? null : $"\"{pedestal}\" did not open: {reply.Text}";
        }
        catch (Exception e) when (e is KeyFileException or PedestalCommandException)
        {
            return e.Message;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it is, the caller must know that nobody saw the lane open.
            logger.LogError(e, "{Lane} could not be opened", pedestal);
            return $"The command did not reach {pedestal}: {e.Message}.";
        }
    }

    ServiceLinks Link()
    {
        var name = $"{BrokerAccounts.Operators}-{Guid.NewGuid():N}";
        return ServiceLinks.To(
            new ServiceLinkOptions
            {
                Host = matcher.Broker.ClientHost, Port = matcher.Broker.Port, Login = venue.Broker.FleetLogin, ClientId = name,
            },
            matcher.Broker.MoreAddresses, logger, broker);
    }
}
