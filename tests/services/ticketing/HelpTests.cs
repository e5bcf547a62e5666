namespace Pedestal.Ticketing.Tests;

/// <summary>Help lists every setting and says what it means.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Every_ticketing_setting_is_listed_with_its_default_and_meaning()
    {
        var help = TicketingHelp.Settings;
        var lines = help.Text().Replace(Environment.NewLine + "   ", " ", StringComparison.Ordinal).Split(Environment.NewLine);
        Assert.Equal(help.Paths.Count, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^  --\S+=\S* +\S+", line));
        Assert.Contains(lines, line => line.StartsWith("  --Ticketing:BrokerLogin:Tls=false ", StringComparison.Ordinal));
        Assert.Contains(help.Text(), CommandLine.Create().Description!, StringComparison.Ordinal);
    }
}
