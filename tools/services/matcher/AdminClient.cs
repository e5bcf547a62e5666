using System.CommandLine;
using System.Net.Http.Json;

namespace Pedestal.Matcher;

/// <summary>The command line's client for administration requests.</summary>
sealed class AdminClient
{
    readonly Option<string> _matcher = new("--matcher")
    {
        Description = "Address of the running matcher.", DefaultValueFactory = _ => "http://localhost:5000",
    };

    readonly Option<string> _key = new("--admin-key")
    {
        Description = "The matcher's administration key.",
        DefaultValueFactory = _ => new MatcherOptions().AdminKeyPath,
    };

    /// <summary>Adds the options for address and key.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_matcher);
        command.Options.Add(_key);
    }

    /// <summary>Gives a command the options for address and key, and has it print the response's text.</summary>
    public Command Printing(Command command, Func<ParseResult, CancellationToken, Task<string>> ask)
    {
        AddTo(command);
        command.SetAction((parsed, stop) => MatcherCommands.GuardedAsync(async () =>
        {
            Console.WriteLine(await ask(parsed, stop));
            return 0;
        }));
        return command;
    }

    /// <summary>Posts a request and returns the response's text.</summary>
    /// <exception cref="InvalidOperationException">The matcher refused; the message has its reason.</exception>
    public Task<string> PostAsync(ParseResult parsed, string path, object body, CancellationToken stop) =>
        AskAsync(parsed, http => http.PostAsJsonAsync(path, body, stop), stop);

    /// <summary>Sends a GET request and returns the response's text.</summary>
    /// <exception cref="InvalidOperationException">The matcher refused; the message has its reason.</exception>
    public Task<string> GetAsync(ParseResult parsed, string path, CancellationToken stop) =>
        AskAsync(parsed, http => http.GetAsync(path, stop), stop);

    async Task<string> AskAsync(
        ParseResult parsed, Func<HttpClient, Task<HttpResponseMessage>> ask, CancellationToken stop)
    {
        var matcher = parsed.GetRequiredValue(_matcher);

        // Purging a large event takes minutes; the operator can stop the command.
        using var http = new HttpClient { BaseAddress = Address(matcher), Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Add("Authorization", AdminKey.Load(parsed.GetRequiredValue(_key)).Header);
        using var response = await ask(http);
        var answer = await response.Content.ReadAsStringAsync(stop);
        return response.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException(
                $"The matcher at {matcher} refused ({(int)response.StatusCode}): {answer}");
    }

    static Uri Address(string matcher) =>
        Uri.TryCreate(matcher, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : throw new ArgumentException(
                $"\"{matcher}\" is not a matcher's address, which looks like http://localhost:5000.");
}
