using CsCheck;
using Pedestal.Core.Settings;

namespace Pedestal.Core.Tests;

public sealed class DeviceSettingsTests
{
    static readonly string Key = new('5', 96);

    static readonly string Complete = $"""
        # gate at the north entrance
        venue = demo
        device=gate-1
        match.key={Key}
        ticket.key={Key}

        wifi.ssid=Venue Staff
        wifi.password=correct horse
        broker.host=10.0.0.2
        service.code=471100
        """;

    [Fact]
    public void Given_settings_are_applied_and_the_others_keep_their_defaults()
    {
        var settings = new DeviceSettings();

        Assert.Null(Read(settings, Complete));

        Assert.Equal("demo", settings.Venue);
        Assert.Equal("gate-1", settings.Device);
        Assert.Equal("Venue Staff", settings.WifiSsid);
        Assert.Equal(0x55, settings.Lane.MatchKey.Authentication[31]);
        Assert.Equal(8883, settings.BrokerPort);
        Assert.True(settings.BrokerTls);
        Assert.Equal(LaneMode.Entry, settings.Lane.Mode);
    }

    [Fact]
    public void Every_setting_can_be_set()
    {
        var settings = new DeviceSettings();
        var certificate = Certificates.Text;

        Assert.Null(Read(settings, Complete + $"""

            mode=enrolment
            time.server=time.venue.local
            broker.port=1883
            broker.tls=off
            broker.ca={certificate}
            broker.user=gate
            broker.password=p=q#r
            budget.ms=900
            palm.nearest-mm=50
            palm.farthest-mm=120
            gate.pulse-ms=300
            """));

        Assert.Equal(LaneMode.Enrolment, settings.Lane.Mode);
        Assert.Equal("time.venue.local", settings.TimeServer);
        Assert.Equal((1883, false), (settings.BrokerPort, settings.BrokerTls));
        Assert.Equal(Certificates.Der, settings.BrokerCa);
        Assert.Equal(("gate", "p=q#r"), (settings.BrokerUser, settings.BrokerPassword));
        Assert.Equal(
            (900, 50, 120, 300),
            (settings.Lane.BudgetMilliseconds, settings.Lane.NearestMillimetres, settings.Lane.FarthestMillimetres,
                settings.GatePulseMilliseconds));
    }

    [Theory]
    [InlineData("venue=a/b", "venue must be letters")]
    [InlineData("device=", "device must have 1 to 64 characters; this one has 0")]
    [InlineData("mode=out", "mode must be entry, enrolment, deletion, exit or capture")]
    [InlineData("match.key=12", "match.key must be 96 hexadecimal digits")]
    [InlineData("wifi.password=short", "wifi.password must have 8 to 63 characters; this one has 5")]
    [InlineData("broker.host=mqtt://x", "broker.host must be 1 to 4 host names")]
    [InlineData("broker.port=0", "broker.port must be a number from 1 to 65535")]
    [InlineData("broker.port=99999999999999999999", "broker.port must be a number")]
    [InlineData("broker.port=x12345", "broker.port must be a number")]
    [InlineData("broker.port=12x", "broker.port must be a number")]
    [InlineData("broker.tls=yes", "broker.tls must be on or off")]
    [InlineData("wifi.ssid=Caf\u00e9", "wifi.ssid must contain only printable ASCII characters; character 4 is not")]
    [InlineData("wifi.password=12345678\u0000", "wifi.password must contain only printable ASCII characters; character 9 is")]
    [InlineData("broker.ca=***", "broker.ca must be a certificate")]
    public void An_invalid_value_is_reported_with_the_reason(string text, string fault) =>
        Assert.StartsWith(fault, Read(new DeviceSettings(), text), StringComparison.Ordinal);

    [Theory]
    [InlineData("venue")]
    [InlineData("device")]
    [InlineData("match.key")]
    [InlineData("ticket.key")]
    [InlineData("wifi.ssid")]
    [InlineData("broker.host")]
    [InlineData("service.code")]
    public void Missing_settings_are_reported(string name) =>
        Assert.StartsWith($"{name} is missing", Read(new DeviceSettings(), Without(name)),
            StringComparison.Ordinal);

    [Fact]
    public void The_hover_range_must_not_be_empty() =>
        Assert.StartsWith("palm.nearest-mm must be less",
            Read(new DeviceSettings(), Complete + "\npalm.nearest-mm=130"), StringComparison.Ordinal);

    [Fact]
    public void A_refused_secret_is_not_quoted()
    {
        var secret = new string('7', 95) + "g";

        foreach (var name in new[] { "match.key", "ticket.key", "wifi.password" })
        {
            var fault = new DeviceSettings().Set(name, secret);
            Assert.NotNull(fault);
            Assert.DoesNotContain("777", fault, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_text_is_accepted_or_refused_with_a_reason() =>
        Gen.Select(Gen.Int[0, SettingsSchema.All.Length - 1], Gen.String)
            .Sample((index, text) => new DeviceSettings().Set(SettingsSchema.All[index].Name, text) is null or { Length: > 0 });

    [Fact]
    public void Every_name_in_the_schema_is_known()
    {
        foreach (var setting in SettingsSchema.All)
        {
            Assert.DoesNotContain("not the name", new DeviceSettings().Set(setting.Name, "") ?? "", StringComparison.Ordinal);
        }
    }

    static string Without(string name) =>
        string.Join('\n', Complete.Split('\n').Where(line => !line.StartsWith(name, StringComparison.Ordinal)));

    /// <summary>Null, or what is wrong with the settings in these lines.</summary>
    static string? Read(DeviceSettings settings, string lines)
    {
        var values = new string[SettingsSchema.All.Length];
        foreach (var line in lines.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            values[SettingsSchema.IndexOf(line[..equals].Trim())] = line[(equals + 1)..].Trim('\r', ' ');
        }

        return settings.Take(values);
    }
}
