using Pedestal.Matcher;
using Pedestal.Terminal;

namespace Pedestal.Venue.Tests;

/// <summary>Help lists every setting and says what it means.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Every_venue_setting_besides_those_of_the_matcher_is_listed_with_its_default_and_meaning() => AssertComplete(
        VenueHelp.Settings, "--Matcher:Broker:TicketingLogin:Tls=false", "--Matcher:Ticketing:OfflineLanes:0=",
        "--Matcher:Broker:Embedded=true");

    [Fact]
    public void The_help_command_prints_them()
    {
        var about = VenueCommands.Root().Description!;
        Assert.Contains(MatcherHelp.Settings.Text(), about, StringComparison.Ordinal);
        Assert.Contains(VenueHelp.Settings.Text(), about, StringComparison.Ordinal);
        Assert.Contains("--urls=", about, StringComparison.Ordinal);
    }

    static void AssertComplete(SettingsHelp help, params string[] some)
    {
        var lines = help.Text().Replace(Environment.NewLine + "   ", " ", StringComparison.Ordinal).Split(Environment.NewLine);
        Assert.Equal(help.Paths.Count, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^  --\S+=\S* +\S+", line));
        Assert.All(some, setting => Assert.Contains(lines, line => line.Trim().StartsWith(setting + " ", StringComparison.Ordinal)));
    }
}
