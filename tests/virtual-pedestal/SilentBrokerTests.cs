using System.Net;
using System.Net.Sockets;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>A broker over TCP that accepts connections and never sends anything.</summary>
public sealed class SilentBrokerTests : IDisposable
{
    readonly TcpListener _broker = new(IPAddress.Loopback, 0);
    readonly List<Socket> _accepted = [];

    public SilentBrokerTests() => _broker.Start();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    int Port => ((IPEndPoint)_broker.LocalEndpoint).Port;

    public void Dispose()
    {
        _accepted.ForEach(socket => socket.Dispose());
        _broker.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_link_times_out_reports_the_fault_and_tries_again(bool tls)
    {
        await using var link = new BoardLink(Port, tls: tls, speed: 20);
        link.Start();
        await AcceptAsync();
        await Eventually.TrueAsync(() => link.Fault is not (null or "not started"), Cancellation);
        Assert.False(link.IsConnected());
        await AcceptAsync();
    }

    [Fact]
    public async Task A_pedestal_serves_meanwhile_and_can_be_ended()
    {
        await using var pedestal = Site.Pedestal(Port, new AnyFrame());
        pedestal.Start();
        await AcceptAsync();
        pedestal.ScanCode("TICKET-1");
        Assert.Equal(OutcomeReason.LinkDown, (await pedestal.NextOutcomeAsync(Cancellation)).Reason);
    }

    [Fact]
    public async Task The_link_does_not_connect_during_a_gate_pulse()
    {
        await using var link = new BoardLink(Port, tls: true) { PulseMilliseconds = 400 };
        link.Start();

        await AcceptAsync();

        Assert.InRange(link.PulseEnds, 1, link.Now);
    }

    async Task AcceptAsync() => _accepted.Add(await _broker.AcceptSocketAsync(Cancellation));
}
