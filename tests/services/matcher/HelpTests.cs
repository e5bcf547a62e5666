using Pedestal.Terminal;

namespace Pedestal.Matcher.Tests;

/// <summary>Help lists every setting and says what it means.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Every_matcher_setting_is_listed_with_its_default_and_meaning() => AssertComplete(
        MatcherHelp.Settings, "--Matcher:FalseAcceptRate=0.001", "--Matcher:Broker:Login:Tls=false", "--Matcher:Broker:Port=1883");

    [Fact]
    public void The_help_command_prints_them()
    {
        var about = MatcherCommands.Root().Description!;
        Assert.Contains(MatcherHelp.Settings.Text(), about, StringComparison.Ordinal);
        Assert.Contains("--urls=", about, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stand_alone_matcher_has_no_command_that_needs_tickets_accounts_or_pedestal_keys()
    {
        var commands = MatcherCommands.Root().Subcommands;
        Assert.Equal(
            ["run", "delete", "withdraw", "purge-event", "audit", "upkeep", "approve", "drain", "machine"], commands.Select(command => command.Name));
        Assert.DoesNotContain("--account", commands[1].Options.Select(option => option.Name));
    }

    static void AssertComplete(SettingsHelp help, params string[] some)
    {
        var lines = help.Text().Replace(Environment.NewLine + "   ", " ", StringComparison.Ordinal).Split(Environment.NewLine);
        Assert.Equal(help.Paths.Count, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^  --\S+=\S* +\S+", line));
        Assert.All(some, setting => Assert.Contains(lines, line => line.Trim().StartsWith(setting + " ", StringComparison.Ordinal)));
    }
}
