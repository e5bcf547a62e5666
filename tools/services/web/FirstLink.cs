using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pedestal.Web.Accounts;

namespace Pedestal.Web;

/// <summary>
/// Says in the log where the pages are, and, until anybody has an account, the link with which the first administrator gets one. The
/// link works once; the next start has another.
/// </summary>
sealed class FirstLink(AccountBook accounts, IServer server, IHostApplicationLifetime lifetime, ILogger<FirstLink> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Say);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    void Say()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        logger.LogInformation("The pages are at {Address}", address);
        if (accounts.InviteFirst() is { } token)
        {
            logger.LogWarning("Nobody can sign in yet. Within two days open {Link} once to become administrator", $"{address}/join/{token}");
        }
    }
}
