using Microsoft.Extensions.Logging.Abstractions;

namespace Pedestal.Messaging.Tests;

/// <summary>A service's links to two real brokers, of which one and then both are gone.</summary>
public sealed class ServiceLinksTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_broker_that_is_gone_is_a_warning_and_both_are_a_fault()
    {
        await using var first = await Broker.StartAsync(Stop);
        await using var second = await Broker.StartAsync(Stop);
        await using var links = ServiceLinks.To(
            new ServiceLinkOptions { Port = first.Port, ClientId = "ticketing" }, [new("127.0.0.1", second.Port)], NullLogger.Instance);
        await links.StartAsync(Stop);
        await links.WaitAllConnectedAsync(Stop);
        Assert.Equal((null, null), (links.Fault, links.Warning));

        await first.UnplugAsync(Stop);
        await Eventually.TrueAsync(() => links.Warning?.Contains($":{first.Port}", StringComparison.Ordinal) == true, Stop);
        Assert.Null(links.Fault);
        Assert.True(await links.PublishAsync("topic", [1], Stop));

        await second.UnplugAsync(Stop);
        await Eventually.TrueAsync(() => links.Fault?.Contains($":{second.Port}", StringComparison.Ordinal) == true, Stop);
        Assert.Null(links.Warning);
        Assert.False(await links.PublishAsync("topic", [1], Stop));

        await first.PlugInAsync(Stop);
        await links.WaitConnectedAsync(Stop);
        Assert.Null(links.Fault);
    }
}
