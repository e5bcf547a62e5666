using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Pedestal.Matcher;

/// <summary>The settings as a command has them: the same as "run", from appsettings.json, the environment and its command line.</summary>
static class MatcherSettings
{
    /// <summary>The setting that names ticketing's database, for every command that uses it.</summary>
    public const string TicketingDatabase = $"{MatcherOptions.Section}:Ticketing:Database";

    /// <summary>Reads the settings; what else is on the command line must look like one.</summary>
    /// <exception cref="ArgumentException">Something on the command line is no setting.</exception>
    public static MatcherOptions Of(ParseResult parsed)
    {
        var stray = parsed.UnmatchedTokens.FirstOrDefault(token =>
            !token.StartsWith($"--{MatcherOptions.Section}:", StringComparison.OrdinalIgnoreCase) || !token.Contains('='));
        return stray is null
            ? Host.CreateApplicationBuilder([.. parsed.UnmatchedTokens]).Configuration.GetSection(MatcherOptions.Section)
                .Get<MatcherOptions>() ?? new MatcherOptions()
            : throw new ArgumentException($"'{stray}' is not known to '{parsed.CommandResult.Command.Name}'; --help shows what is. "
                + $"Settings look like --{TicketingDatabase}=data/ticketing.db.");
    }
}
