using System.Text.RegularExpressions;
using Pedestal.Hal.Host;
using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Esp32.Tests;

/// <summary>The controller itself: Wi-Fi, time of day, memory, ciphers.</summary>
public sealed class ControllerTests : IDisposable
{
    const string Ssid = "venue-staff";
    const string Passphrase = "a long passphrase";
    readonly VirtualTime _time = new();
    readonly Board _board;
    readonly IDisposable _entered;
    readonly WifiConnector _wifi = new(Ssid, Passphrase, "time.venue.example");
    readonly EspNetwork _network = new(Ssid);

    public ControllerTests()
    {
        _board = new Board(_time);
        _board.Radio.Ssid = Ssid;
        _board.Radio.Passphrase = Passphrase;
        _entered = _board.Enter();
    }

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    [Fact]
    public void Connecting_gets_an_address_and_the_time_of_day()
    {
        Assert.Equal((false, ""), (_network.IsUp(), _network.Address()));
        Assert.Equal((0, null), (new EspTimeOfDay().UnixSeconds(), new EspSystem().UtcTime()));

        Assert.Equal(WifiStatus.Connected, _wifi.Connect(30_000));

        Assert.Equal((true, "127.0.0.1"), (_network.IsUp(), _network.Address()));
        var world = new DateTimeOffset(_time.WorldUtc, TimeSpan.Zero);
        Assert.Equal(world.ToUnixTimeSeconds(), new EspTimeOfDay().UnixSeconds());
        Assert.Equal(world.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null), new EspSystem().UtcTime());
    }

    public static TheoryData<string, WifiStatus> Reasons => new()
    {
        { "no interface", WifiStatus.NoInterface },
        { "driver", WifiStatus.Failed },
        { "out of range", WifiStatus.NoAddress },
        { "passphrase", WifiStatus.NoAddress },
        { "dhcp", WifiStatus.NoAddress },
        { "time", WifiStatus.NoTime },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_failed_connection_reports_its_cause_within_the_timeout(string missing, WifiStatus status)
    {
        var radio = _board.Radio;
        radio.HasInterface = missing != "no interface";
        radio.DriverFails = missing == "driver";
        radio.IsInRange = missing != "out of range";
        radio.Passphrase = missing == "passphrase" ? "another" : Passphrase;
        radio.DhcpReplies = missing != "dhcp";
        radio.TimeServerReplies = missing != "time";

        Assert.Equal(status, _wifi.Connect(30_000));
        Assert.Equal(status, _wifi.Status);
        Assert.InRange(_time.NowMicroseconds, 0, 30_500_000);
    }

    [Fact]
    public void A_reboot_restarts_the_program()
    {
        var starts = 0;
        _entered.Dispose();
        _board.PowerUp(() =>
        {
            if (Interlocked.Increment(ref starts) < 3)
            {
                new EspSystem().Reboot();
            }
        });
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref starts) == 3, TimeSpan.FromMinutes(1)));
        Assert.InRange(_board.Restarts, 1, 2);
    }

    [Fact]
    public void Reports_the_controllers_memory_and_versions()
    {
        var system = new EspSystem();
        Assert.Equal("ESP32-S3", system.Board);
        Assert.Matches(new Regex("^[0-9]+\\.[0-9]+\\.[0-9]+$"), system.Firmware);
        Assert.StartsWith("nanoFramework ", system.Platform, StringComparison.Ordinal);
        var before = system.FreeMemory();
        _board.Memory.Taken = 1_000_000;
        Assert.Equal(1_000_000, before - system.FreeMemory());
        Assert.InRange(system.FreeInternalMemory(), 1, 512 * 1024);
    }

    [Fact]
    public void The_device_and_the_pc_decrypt_each_others_data()
    {
        ICipher device = new EspCipher();
        ICipher pc = new HostCipher();
        byte[] key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        var data = new byte[64];
        device.FillRandom(data);
        Assert.NotEqual(new byte[64], data);

        Assert.Equal(data, pc.Decrypt(key, key, device.Encrypt(key, key, data)));
        Assert.Equal(data, device.Decrypt(key, key, pc.Encrypt(key, key, data)));
        Assert.Equal(pc.Authenticate(key, data), device.Authenticate(key, data));
    }
}
