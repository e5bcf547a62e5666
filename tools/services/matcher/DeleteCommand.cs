using System.CommandLine;
using Pedestal.Ticketing;

namespace Pedestal.Matcher;

/// <summary>The command "delete": asks the running matcher to delete a guest's palms.</summary>
static class DeleteCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var account = new Option<string>("--account")
        {
            Description = "The guest's account; its tokens are looked up in ticketing's database, the setting "
                + $"{MatcherSettings.TicketingDatabase} as for \"run\".",
        };
        var digest = new Option<string>("--token-digest") { Description = "SHA-256 of the guest's token." };
        var token = new Option<string>("--token") { Description = "The guest's token." };
        var person = new Option<long?>("--person")
        {
            Description = "The number of a person whose record cannot be used; \"upkeep\" lists them.",
        };
        var client = new AdminClient();
        var delete = new Command("delete",
            "Deletes a guest's templates, tokens and gallery entries everywhere, at once, and prints the proof. "
            + "Give exactly one of --account, --token-digest, --token and --person.")
        {
            account, digest, token, person,
        };
        delete.TreatUnmatchedTokensAsErrors = false;
        client.AddTo(delete);
        delete.SetAction((parsed, stop) => MatcherCommands.GuardedAsync(async () =>
        {
            var settings = MatcherSettings.Of(parsed);
            foreach (var request in Requests(parsed.GetValue(account), parsed.GetValue(digest), parsed.GetValue(token),
                parsed.GetValue(person), settings.Ticketing.Database))
            {
                Console.WriteLine(await client.PostAsync(parsed, DeletionEndpoints.Deletions, request, stop));
            }

            return 0;
        }));
        return delete;
    }

    static IReadOnlyList<DeletionRequest> Requests(
        string? account, string? digest, string? token, long? person, string tickets)
    {
        if (new object?[] { account, digest, token, person }.Count(given => given is not null) != 1)
        {
            throw new ArgumentException("Give exactly one of --account, --token-digest, --token and --person.");
        }

        if (account is null)
        {
            return [new DeletionRequest(token, digest, person)];
        }

        using var store = new TicketStore(tickets, mustExist: true);
        var digests = store.Accounts.DigestsOf(NameRule.Normalise(account));
        return digests.Count > 0
            ? [.. digests.Select(d => new DeletionRequest(null, Convert.ToHexStringLower(d)))]
            : throw new ArgumentException($"No palm is bound to this account in {store.Name}.");
    }
}
