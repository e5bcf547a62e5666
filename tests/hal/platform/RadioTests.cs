using System.Net.Sockets;
using Pedestal.Hal.Esp32;
using Dns = NanoSystem.Net.Dns;

namespace Pedestal.Hal.Host.Platform.Tests;

/// <summary>The device's Wi-Fi connector in each fault of a network.</summary>
public sealed class RadioTests : IDisposable
{
    readonly Board _board = new(new VirtualTime());
    readonly IDisposable _entered;

    public RadioTests() => _entered = _board.Enter();

    public static TheoryData<string, WifiStatus> Faults => new()
    {
        { "none", WifiStatus.Connected },
        { "no-interface", WifiStatus.NoInterface },
        { "driver", WifiStatus.Failed },
        { "out-of-range", WifiStatus.NoAddress },
        { "other-name", WifiStatus.NoAddress },
        { "other-passphrase", WifiStatus.NoAddress },
        { "no-dhcp", WifiStatus.NoAddress },
        { "no-time", WifiStatus.NoTime },
    };

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_fault_has_its_status(string fault, WifiStatus status)
    {
        var radio = _board.Radio;
        radio.Passphrase = "secret";
        radio.HasInterface = fault != "no-interface";
        radio.DriverFails = fault == "driver";
        radio.IsInRange = fault != "out-of-range";
        radio.DhcpReplies = fault != "no-dhcp";
        radio.TimeServerReplies = fault != "no-time";
        radio.Ssid = fault == "other-name" ? "elsewhere" : "venue";
        radio.Passphrase = fault == "other-passphrase" ? "other" : "secret";
        var begin = _board.Clock.NowMicroseconds;

        Assert.Equal(status, new WifiConnector("venue", "secret", "time.example").Connect(3_000));

        Assert.Equal(status is WifiStatus.Connected or WifiStatus.NoTime ? "127.0.0.1" : "", new EspNetwork("venue").Address());
        Assert.InRange(_board.Clock.NowMicroseconds - begin, 0, 3_500_000);
        Assert.Equal(status == WifiStatus.Connected, new EspTimeOfDay().UnixSeconds() > 0);
    }

    [Theory]
    [InlineData(31, WifiStatus.Connected)]
    [InlineData(32, WifiStatus.Failed)]
    public void A_network_name_has_at_most_31_characters(int length, WifiStatus status) =>
        Assert.Equal(status, new WifiConnector(new string('n', length), "", "time.example").Connect(3_000));

    [Fact]
    public void The_driver_rejoins_a_lost_network_and_reports_the_loss()
    {
        new WifiConnector("venue", "", "time.example").Connect(3_000);
        var lost = 0;
        _board.Radio.Lost += () => lost++;

        _board.Radio.IsInRange = false;
        Assert.False(new EspNetwork("venue").IsUp());
        _board.Radio.IsInRange = true;
        Assert.False(new EspNetwork("venue").IsUp());
        Board.Sleep(1_000_000);

        Assert.Equal((1, true), (lost, new EspNetwork("venue").IsUp()));
    }

    [Fact]
    public void Names_are_resolved_only_with_an_address()
    {
        Assert.Throws<SocketException>(() => Dns.GetHostEntry("broker.example"));
        new WifiConnector("venue", "", "time.example").Connect(3_000);
        _board.Radio.AddName("broker.example", System.Net.IPAddress.Parse("192.0.2.7"));
        Assert.Equal("192.0.2.7", Assert.Single(Dns.GetHostEntry("broker.example").AddressList).ToString());

        _board.Radio.NameServerReplies = false;
        Assert.Throws<SocketException>(() => Dns.GetHostEntry("broker.example"));
        Assert.Equal("192.0.2.8", Assert.Single(Dns.GetHostEntry("192.0.2.8").AddressList).ToString());
    }
}
