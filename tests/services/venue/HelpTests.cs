using Pedestal.Matcher;
using Pedestal.Terminal;

namespace Pedestal.Venue.Tests;

/// <summary>Whoever asks for help is told of every setting that there is, and what it means.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Every_setting_that_a_venue_has_beside_the_matcher_s_is_listed_with_default_and_meaning() => AssertComplete(
        VenueHelp.Settings, "--Matcher:Broker:TicketingLogin:Tls=false", "--Matcher:Ticketing:OfflineLanes:0=",
        "--Matcher:Broker:Embedded=true");

    [Fact]
    public void The_command_line_shows_them()
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
