using CsCheck;
using Pedestal.Core;

namespace Pedestal.Core.Tests;

public sealed class ConsoleCommandsTests
{
    readonly Target _target = new();

    string Answer(string line) => new ConsoleCommands(_target).Answer(line);

    [Fact]
    public void A_bare_pedestal_is_led_from_setting_to_setting_until_it_can_start()
    {
        var key = new string('a', 96);

        Assert.Contains("device is missing", Answer("set venue demo"), StringComparison.Ordinal);
        Answer("set device gate-1");
        Answer($"set match.key {key}");
        Answer($"set ticket.key {key}");
        Answer("set wifi.ssid Venue Staff");
        Assert.Equal("stored; 'reboot' applies it", Answer("set broker.host broker.local"));

        var settings = new DeviceSettings();
        Assert.Null(settings.Read(_target.Settings!));
        Assert.Equal("Venue Staff", settings.WifiSsid);
    }

    [Theory]
    [InlineData("set venue a/b", "venue must be letters")]
    [InlineData("set colour red", "usage: set NAME VALUE")]
    [InlineData("set", "usage: set NAME VALUE")]
    [InlineData("open", "unknown command")]
    public void What_cannot_be_done_changes_nothing(string line, string answer)
    {
        Assert.StartsWith(answer, Answer(line), StringComparison.Ordinal);
        Assert.Equal("", _target.Settings);
    }

    [Fact]
    public void Storage_that_fails_is_reported()
    {
        _target.Settings = null;
        Assert.Equal("the settings cannot be read; nothing was changed", Answer("set venue demo"));

        _target.Settings = "";
        _target.WriteProblem = "disk full";
        Assert.Equal("disk full", Answer("set venue demo"));
    }

    [Fact]
    public void Without_a_value_a_setting_goes_back_to_its_default()
    {
        Answer("set broker.port 1883");
        Answer("set broker.port");

        Assert.Equal("", _target.Settings);
    }

    [Fact]
    public void Status_reboot_and_help_answer()
    {
        Assert.Equal("all well", Answer(" status "));
        Assert.Equal("rebooting", Answer("reboot"));
        Assert.True(_target.Rebooted);
        Assert.Contains("palm.nearest-mm", Answer("help"), StringComparison.Ordinal);
        Assert.Equal("", Answer(""));
    }

    [Fact]
    public void No_line_throws() => Gen.String.Sample(line => Answer("set venue " + line) != null && Answer(line) != null);

    sealed class Target : IConsoleTarget
    {
        public string? Settings { get; set; } = "";

        public string? WriteProblem { get; set; }

        public bool Rebooted { get; private set; }

        public string Status() => "all well";

        public string? ReadSettings() => Settings;

        public string? WriteSettings(string text)
        {
            Settings = WriteProblem == null ? text : Settings;
            return WriteProblem;
        }

        public void Reboot() => Rebooted = true;
    }
}
