using System.Net;
using System.Net.Sockets;

namespace Pedestal.Messaging.Tests;

/// <summary>A broker that accepts a service's connection and never sends a byte.</summary>
public sealed class SilentBrokerTests
{
    [Fact]
    public async Task A_service_times_out_reports_it_and_tries_again()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var broker = new TcpListener(IPAddress.Loopback, 0);
        broker.Start();
        var logger = new RecordingLog();
        await using var link = new ServiceLink(
            new ServiceLinkOptions
            {
                Port = ((IPEndPoint)broker.LocalEndpoint).Port, ClientId = "matcher", Patience = TimeSpan.FromMilliseconds(100),
            },
            logger);
        await link.StartAsync(cancellation);
        using var first = await broker.AcceptSocketAsync(cancellation);
        using var second = await broker.AcceptSocketAsync(cancellation);
        Assert.Contains("no reply within 0.1 s", logger.Lines[0], StringComparison.Ordinal);
    }
}
