using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Pedestal.Matcher;

namespace Pedestal.Demo;

/// <summary>The one matcher of all venues: it knows palms and tokens, and is told who is expected where.</summary>
sealed class Identity(DirectoryInfo folder, Venue first, params Venue[] more) : IAsyncDisposable
{
    // A dozen strangers try on an evening: at one in a thousand, one of them would be accepted now and then, as the rate says.
    const double FalseAcceptRate = 1e-5;

    WebApplication? _host;

    /// <summary>Starts it.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        _host = MatcherHost.Create(
            new MatcherOptions
            {
                // The demo runs an evening in a minute, with more attempts than a real lane could make.
                AttemptsPerMinute = 6_000,
                FalseAcceptRate = FalseAcceptRate,
                Database = Path.Combine(folder.FullName, "identity.db"),
                StoreKeyFile = Path.Combine(folder.FullName, "identity.key"),
                KeyFile = first.MatchKeyFile,
                Broker = new BrokerSettings { Port = first.BrokerPort },
                Party = first.Party,
                MoreVenues =
                [
                    .. more.Select(venue => new VenueSettings
                    {
                        KeyFile = venue.MatchKeyFile, Broker = new BrokerSettings { Port = venue.BrokerPort }, Party = venue.Party,
                    }),
                ],
            },
            keys: null, builder => builder.Logging.ClearProviders());
        await _host.StartAsync(cancellation);
        await FollowGuestListsAsync(cancellation);
    }

    /// <summary>Completes when the galleries are as the guest lists are now; it takes half a second otherwise.</summary>
    public Task FollowGuestListsAsync(CancellationToken cancellation) => _host!.FollowGuestListsAsync(cancellation);

    /// <summary>Stops it; palms are then refused everywhere.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_host is not null)
        {
            await _host.StopAsync(cancellation);
            await _host.DisposeAsync();
            _host = null;
        }
    }

    /// <summary>Withdraws the consent that a party's token stands for, as the party does when its guest asks for it.</summary>
    /// <param name="tokenDigest">The token's SHA-256.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task WithdrawAsync(byte[] tokenDigest, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = new Uri(_host!.Urls.First()) };
        var key = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "admin.key"), cancellation);
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Trim());
        using var reply = await client.PostAsJsonAsync(
            "/v1/withdrawals", new { tokenDigest = Convert.ToHexStringLower(tokenDigest) }, cancellation);
        reply.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);
}
