using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Venue.Tests;

/// <summary>Who may give signs of life at a Mosquitto with the shipped rights: a forged one could have a matcher left out of its cluster.</summary>
public sealed class SignsOfLifeTests : IDisposable
{
    static readonly byte[] Late = [1, 200];
    readonly Mosquitto _mosquitto = new(["a", "b"], _ => DeviceRoles.Entry, "gate-1");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _mosquitto.Dispose();

    [Theory]
    [InlineData("ticketing", "ticketing", null)]
    [InlineData("matcher..a", "matcher", null)]
    [InlineData("ticketing", "matcher", "NotAuthorized")]
    [InlineData("matcher..a", "ticketing", "NotAuthorized")]
    [InlineData("gate-1", "matcher", "NotAuthorized")]
    public async Task Only_a_service_speaks_for_its_own_kind(string account, string service, string? refusal)
    {
        await using var link = new ServiceLink(
            new ServiceLinkOptions { Port = _mosquitto.Port, ClientId = account, Login = _mosquitto.LoginOf(account) }, NullLogger.Instance);
        await link.StartAsync(Stop);
        await link.WaitConnectedAsync(Stop);
        Assert.Equal(refusal, await link.RetainAsync($"pedestal/v2/demo/{service}/node/b", Late, Stop));
    }
}
