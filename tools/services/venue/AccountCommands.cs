using System.CommandLine;
using Pedestal.Matcher;
using Pedestal.Messaging;
using Pedestal.Ticketing;

namespace Pedestal.Venue;

/// <summary>The commands that use ticketing's database: "import", "event", "transfer", "pretix", and "delete" with its accounts.</summary>
static class AccountCommands
{
    /// <summary>Builds the command "import".</summary>
    public static Command Import()
    {
        var file = ImportCommand.File();
        var import = ImportCommand.Create(file, VenueSettings.TicketingDatabase);
        import.TreatUnmatchedTokensAsErrors = false;
        import.SetAction(parsed => MatcherCommands.Guarded(() =>
            ImportCommand.Run(parsed.GetRequiredValue(file), VenueSettings.Of(parsed).Ticketing.Database,
                parsed.InvocationConfiguration)));
        return import;
    }

    /// <summary>Builds the commands that ticketing has at its database, such as "event".</summary>
    public static IEnumerable<Command> OfTicketing() => StoreCommands.Create(OnDatabaseAsync);

    /// <summary>Builds the command "pretix".</summary>
    public static Command Pretix() => PretixCommands.Create((parsed, action) =>
        MatcherCommands.GuardedAsync(() => action(VenueSettings.Of(parsed).Ticketing.Pretix, VenueSettings.Of(parsed).Ticketing.Database)));

    /// <summary>Builds the command "delete".</summary>
    public static Command Delete()
    {
        var account = new Option<string>("--account")
        {
            Description = "The guest's account; its tokens are looked up in ticketing's database, the setting "
                + $"{VenueSettings.TicketingDatabase} as for \"run\".",
        };
        return DeleteCommand.Create(account, TokensOf);
    }

    static Task<int> OnDatabaseAsync(ParseResult parsed, Func<string, string, int> action) => Task.FromResult(MatcherCommands.Guarded(() =>
    {
        var ticketing = VenueSettings.Of(parsed).Ticketing;
        return action(ticketing.Database, KeyRing.Load(ticketing.KeyFile).Venue);
    }));

    static IReadOnlyList<byte[]> TokensOf(string? account, ParseResult parsed)
    {
        var settings = VenueSettings.Of(parsed);
        if (account is null)
        {
            return [];
        }

        using var store = new TicketStore(settings.Ticketing.Database, mustExist: true);
        return store.Accounts.DigestsOf(NameRule.Normalise(account)) is { Count: > 0 } digests ? digests
            : throw new ArgumentException($"No palm is bound to this account in {store.Name}.");
    }
}
