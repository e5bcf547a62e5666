using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pedestal.Ticketing;

namespace Pedestal.Matcher;

/// <summary>The command "delete": asks the running matcher to delete a guest's palms.</summary>
static class DeleteCommand
{
    /// <summary>How answers are read and printed; the matcher writes them the same way.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var account = new Option<string>("--account")
        {
            Description = "The guest's account; its tokens are looked up in ticketing's database.",
        };
        var digest = new Option<string>("--token-digest") { Description = "SHA-256 of the guest's token." };
        var token = new Option<string>("--token") { Description = "The guest's token." };
        var tickets = new Option<string>("--ticketing-database")
        {
            Description = "Ticketing's database.", DefaultValueFactory = _ => new TicketingSettings().Database,
        };
        var matcher = new Option<string>("--matcher")
        {
            Description = "Where the running matcher answers.",
            DefaultValueFactory = _ => "http://localhost:5000",
        };
        var key = new Option<string>("--admin-key")
        {
            Description = "The matcher's administration key.",
            DefaultValueFactory = _ => new MatcherOptions().AdminKeyPath,
        };
        var delete = new Command("delete",
            "Deletes a guest's templates, tokens and gallery entries everywhere, at once, and prints the proof. "
            + "Give one of --account, --token-digest and --token.")
        {
            account, digest, token, tickets, matcher, key,
        };
        delete.SetAction((parsed, stop) => MatcherCommands.GuardedAsync(() =>
        {
            var requests = Requests(parsed.GetValue(account), parsed.GetValue(digest), parsed.GetValue(token),
                parsed.GetRequiredValue(tickets));
            return SendAsync(requests, parsed.GetRequiredValue(matcher), parsed.GetRequiredValue(key), stop);
        }));
        return delete;
    }

    static IReadOnlyList<DeletionRequest> Requests(string? account, string? digest, string? token, string tickets)
    {
        if (new[] { account, digest, token }.Count(given => given is not null) != 1)
        {
            throw new ArgumentException("Give one of --account, --token-digest and --token.");
        }

        if (account is null)
        {
            return [new DeletionRequest(token, digest)];
        }

        using var store = new TicketStore(tickets);
        var digests = store.Accounts.DigestsOf(account);
        return digests.Count > 0
            ? [.. digests.Select(d => new DeletionRequest(null, Convert.ToHexStringLower(d)))]
            : throw new ArgumentException($"No palm is bound to this account in {store.Name}.");
    }

    static async Task<int> SendAsync(
        IReadOnlyList<DeletionRequest> requests, string matcher, string keyFile, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = Address(matcher) };
        http.DefaultRequestHeaders.Add("Authorization", AdminKey.Load(keyFile).Header);
        foreach (var request in requests)
        {
            using var response = await http.PostAsJsonAsync(AdminEndpoints.Deletions, request, Json, stop);
            var answer = await response.Content.ReadAsStringAsync(stop);
            if (!response.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"The matcher at {matcher} did not delete: {answer}");
            }

            Console.WriteLine(answer);
        }

        return 0;
    }

    static Uri Address(string matcher) =>
        Uri.TryCreate(matcher, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : throw new ArgumentException($"\"{matcher}\" is no address of a matcher; it looks like http://localhost:5000.");
}
