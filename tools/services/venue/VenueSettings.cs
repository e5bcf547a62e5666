using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Pedestal.Matcher;

namespace Pedestal.Venue;

/// <summary>
/// Reads the settings for a command: the same as "run", from appsettings.json, the environment and the command line.
/// </summary>
static class VenueSettings
{
    /// <summary>The setting that names ticketing's database, for every command that uses it.</summary>
    public const string TicketingDatabase = $"{MatcherOptions.Section}:Ticketing:Database";

    /// <summary>Reads the settings; every other word on the command line must be one.</summary>
    /// <exception cref="ArgumentException">A word on the command line is not a setting.</exception>
    public static VenueOptions Of(ParseResult parsed)
    {
        var stray = parsed.UnmatchedTokens.FirstOrDefault(token =>
            !token.StartsWith($"--{MatcherOptions.Section}:", StringComparison.OrdinalIgnoreCase) || !token.Contains('='));
        return stray is null
            ? Host.CreateApplicationBuilder([.. parsed.UnmatchedTokens]).Configuration.GetSection(MatcherOptions.Section)
                .Get<VenueOptions>() ?? new VenueOptions()
            : throw new ArgumentException($"'{stray}' is not an option of '{parsed.CommandResult.Command.Name}'; --help lists the options. "
                + $"Settings look like --{TicketingDatabase}=data/ticketing.db.");
    }
}
