using System.CommandLine;

namespace Pedestal.Matcher;

/// <summary>Checks the settings on the command line, and finds the SHA-256 of an account's tokens.</summary>
/// <param name="account">The account, as the operator wrote it; null if none was given.</param>
/// <param name="parsed">The command line.</param>
/// <exception cref="ArgumentException">A setting is none, or the account has no token.</exception>
public delegate IReadOnlyList<byte[]> TokenLookup(string? account, ParseResult parsed);

/// <summary>The command "delete": asks the running matcher to delete a guest's palms.</summary>
public static class DeleteCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="account">The option for an account, if the program knows accounts.</param>
    /// <param name="lookup">Finds its tokens; its settings are words that the command does not know.</param>
    public static Command Create(Option<string>? account = null, TokenLookup? lookup = null)
    {
        var digest = new Option<string>("--token-digest") { Description = "SHA-256 of the guest's token." };
        var token = new Option<string>("--token") { Description = "The guest's token." };
        var person = new Option<long?>("--person")
        {
            Description = "The number of a person whose record cannot be used; \"upkeep\" lists them.",
        };
        var client = new AdminClient();
        var one = $"Give exactly one of {(account is null ? "" : $"{account.Name}, ")}--token-digest, --token and --person.";
        var delete = new Command("delete",
            "Deletes a guest's templates, tokens and gallery entries everywhere, at once, and prints the proof. " + one);
        foreach (var option in new Option?[] { account, digest, token, person }.OfType<Option>())
        {
            delete.Options.Add(option);
        }

        delete.TreatUnmatchedTokensAsErrors = lookup is null;
        client.AddTo(delete);
        delete.SetAction((parsed, stop) => MatcherCommands.GuardedAsync(async () =>
        {
            var name = account is null ? null : parsed.GetValue(account);
            var given = new DeletionRequest(parsed.GetValue(token), parsed.GetValue(digest), parsed.GetValue(person));
            if (new object?[] { name, given.Token, given.TokenDigest, given.Person }.Count(what => what is not null) != 1)
            {
                throw new ArgumentException(one);
            }

            var found = lookup?.Invoke(name, parsed) ?? [];
            foreach (var request in name is null
                ? [given] : found.Select(hash => new DeletionRequest(null, Convert.ToHexStringLower(hash))))
            {
                Console.WriteLine(await client.PostAsync(parsed, DeletionEndpoints.Deletions, request, stop));
            }

            return 0;
        }));
        return delete;
    }
}
