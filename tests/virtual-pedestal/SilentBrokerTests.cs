using System.Net;
using System.Net.Sockets;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>A broker over TCP that accepts connections and never says a word.</summary>
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
    public async Task The_link_gives_up_in_its_time_says_so_and_tries_again(bool tls)
    {
        await using var link = new BoardLink(Port, tls: tls, speed: 20);
        link.Start();
        await AcceptAsync();
        await Eventually.TrueAsync(() => link.Fault is not (null or "not started"), Cancellation);
        Assert.False(link.IsConnected());
        await AcceptAsync();
    }

    [Fact]
    public async Task A_pedestal_serves_meanwhile_and_ends_when_told()
    {
        await using var pedestal = Site.Pedestal(Port, new AnyFrame());
        pedestal.Start();
        await AcceptAsync();
        pedestal.ScanCode("TICKET-1");
        Assert.Equal(OutcomeReason.LinkDown, (await pedestal.NextOutcomeAsync(Cancellation)).Reason);
    }

    [Fact]
    public async Task No_attempt_begins_while_a_pulse_of_the_gate_is_on()
    {
        await using var link = new BoardLink(Port, tls: true) { PulseMilliseconds = 400 };
        link.Start();

        await AcceptAsync();

        Assert.InRange(link.PulseEnds, 1, link.Now);
    }

    async Task AcceptAsync() => _accepted.Add(await _broker.AcceptSocketAsync(Cancellation));
}
