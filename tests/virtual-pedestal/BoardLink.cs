using System.Security.Cryptography.X509Certificates;
using CancellationTokenSource = NanoSystem.Threading.CancellationTokenSource;
using nanoFramework.Networking;
using Pedestal.Hal;
using Pedestal.Hal.Esp32;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>The device's link on a board of its own, which joins the Wi-Fi and does nothing else.</summary>
sealed class BoardLink : ILink, IAsyncDisposable
{
    readonly Board _board;
    volatile MqttLink? _link;

    public BoardLink(int port, string host = "127.0.0.1", bool tls = false, X509Certificate2? authority = null, string? user = null,
        string? password = null, double speed = 1, int? spare = null)
    {
        _board = new Board(new RealTime { Speed = speed });
        _board.Radio.JoinTime = TimeSpan.Zero;
        Start = () => _board.PowerUp(() =>
        {
            Sntp.Server1 = "time.example";
            WifiNetworkHelper.ConnectDhcp("venue", "", token: new CancellationTokenSource(1_000).Token);
            var clock = new EspClock();
            var pulse = new GatePulse(clock) { Milliseconds = PulseMilliseconds };
            if (PulseMilliseconds > 0)
            {
                pulse.Begin();
                PulseEnds = _board.Clock.NowMicroseconds + pulse.LongestMilliseconds * 1_000L;
            }

            _link = new MqttLink(
                new MqttLinkOptions
                {
                    Brokers = spare is { } other ? [new(host, port), new(host, other)] : [new(host, port)], Tls = tls, Venue = "demo", Device = "gate-1", User = user, Password = password,
                    Authority = authority == null ? null : new(authority.RawData),
                },
                clock, pulse);
            _link.Keeper.Run();
        });
    }

    public Action Start { get; }

    /// <summary>Length of a gate pulse that begins with the program, milliseconds; 0 for none.</summary>
    public int PulseMilliseconds { get; init; }

    /// <summary>When that pulse is over at the latest, microseconds.</summary>
    public long PulseEnds { get; private set; }

    public long Now => _board.Clock.NowMicroseconds;

    public string? Fault => _link is { } link ? link.Fault : "not started";

    public BrokerChoice Brokers => _link!.Brokers;

    public BrokerTest BrokerTest => _link!.BrokerTest;

    public bool IsConnected() => _link?.IsConnected() == true;

    public bool Publish(Channel channel, byte[] payload, bool retain) => _link?.Publish(channel, payload, retain) == true;

    public InboundMessage? TryReceive() => _link?.TryReceive();

    public InboundMessage? TryReceiveCommand() => _link?.TryReceiveCommand();

    public async ValueTask DisposeAsync() => await Task.Run(_board.Dispose);
}
