using System.Net;
using System.Net.Sockets;
using Pedestal.Core.Lane.Attempts;
using Pedestal.Hal;
using Pedestal.Hal.Host;

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
        await using var link = new MqttLink(Options(tls));
        link.Start();
        await AcceptAsync();
        await Eventually.TrueAsync(() => link.Trouble is not (null or "not started"), Cancellation);
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
        var clock = new VirtualClock();
        var options = Options(tls: true);
        var looked = new LookedAt(clock);
        options.Pulse = looked.Pulse;
        looked.Pulse.Begin();
        await using var link = new MqttLink(options);
        link.Start();

        // It has looked several times and could have connected each time.
        await looked.TimesAsync(5, Cancellation);
        Assert.False(_broker.Pending());
        Assert.Equal("not started", link.Trouble);

        clock.Advance(looked.Pulse.LongestMilliseconds * 1000L);
        await AcceptAsync();
    }

    async Task AcceptAsync() => _accepted.Add(await _broker.AcceptSocketAsync(Cancellation));

    MqttLinkOptions Options(bool tls) => new()
    {
        Port = Port, Venue = "demo", Device = "gate-1", Tls = tls, Patience = TimeSpan.FromMilliseconds(100),
    };

    /// <summary>A pulse whose clock counts who asks.</summary>
    sealed class LookedAt : IClock
    {
        readonly VirtualClock _clock;
        readonly SemaphoreSlim _looks = new(0);

        public LookedAt(VirtualClock clock)
        {
            _clock = clock;
            Pulse = new GatePulse(this);
        }

        public GatePulse Pulse { get; }

        public async Task TimesAsync(int times, CancellationToken cancellation)
        {
            for (var i = 0; i < times; i++)
            {
                await _looks.WaitAsync(cancellation);
            }
        }

        public long NowMicroseconds()
        {
            _looks.Release();
            return _clock.NowMicroseconds();
        }

        public void Sleep(int milliseconds) => _clock.Sleep(milliseconds);
    }
}
