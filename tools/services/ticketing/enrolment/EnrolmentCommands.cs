using System.CommandLine;
using Pedestal.Messaging;
using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>The commands with which staff lists an account's palms, and confirms or refuses enrolments on its behalf.</summary>
static class EnrolmentCommands
{
    const int LongestName = 60;

    /// <summary>Builds the commands.</summary>
    /// <param name="guard">Runs an action with the settings of a command line, and prints errors as one line.</param>
    public static IEnumerable<Command> Create(Func<ParseResult, Func<string[], Task<int>>, Task<int>> guard)
    {
        yield return Palms(guard);
        yield return Decide(guard, "confirm", "Confirm an enrolment on the account's behalf, once the guest has proved who they are.", true);
        yield return Decide(guard, "refuse", "Refuse an enrolment: its ticket opens no other for ten minutes.", false);
    }

    static Command Palms(Func<ParseResult, Func<string[], Task<int>>, Task<int>> guard)
    {
        var account = new Option<string>("--account") { Description = "The account; without it, all accounts since yesterday." };
        var palms = new Command(
            "palms", "List enrolments that await confirmation and palms linked, each with its id or token digest.")
        {
            account,
        };
        palms.TreatUnmatchedTokensAsErrors = false;
        palms.SetAction((parsed, _) => guard(parsed, settings =>
        {
            var name = NameRule.Normalise(parsed.GetValue(account) ?? "");
            var now = DateTimeOffset.UtcNow;
            using var store = Open(settings);
            var output = parsed.InvocationConfiguration.Output;
            var (awaiting, linked) = (store.Links.Awaiting(name, now),
                store.Accounts.Linked(name, name.Length > 0 ? DateTimeOffset.UnixEpoch : now.AddDays(-1)));
            if (awaiting.Count == 0 && linked.Count == 0)
            {
                output.WriteLine(name.Length > 0 ? $"{Shown(name)} has no palms, and no enrolment of it awaits confirmation."
                    : "No palm was linked since yesterday, and no enrolment awaits confirmation.");
            }

            foreach (var enrolment in awaiting)
            {
                output.WriteLine($"awaits confirmation until {enrolment.Expires:u}: {Shown(enrolment.Account)} at "
                    + $"{Shown(enrolment.Pedestal)}, id {enrolment.Id}");
            }

            foreach (var palm in linked)
            {
                output.WriteLine($"linked {palm.LinkedAt?.ToString("u") ?? "some time ago"}: {Shown(palm.Account)} with ticket "
                    + $"{Shown(palm.Code ?? "unknown")} at {Shown(palm.Pedestal ?? "some pedestal")}, token digest {palm.TokenDigest}");
            }

            return Task.FromResult(CommandLine.Ok);
        }));
        return palms;
    }

    static Command Decide(
        Func<ParseResult, Func<string[], Task<int>>, Task<int>> guard, string name, string description, bool isConfirmed)
    {
        var id = new Argument<string>("id") { Description = "The enrolment's id, as \"palms\" lists it." };
        var command = new Command(name, description) { id };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, _) => guard(parsed, settings =>
        {
            using var store = Open(settings);
            return EnrolmentId.TryRead(parsed.GetRequiredValue(id), out var digest)
                && store.Links.Confirm(digest, isConfirmed, DateTimeOffset.UtcNow)
                ? Task.FromResult(CommandLine.Ok)
                : throw new InvalidOperationException("No enrolment with this id awaits confirmation; \"palms\" lists those that do.");
        }));
        return command;
    }

    static TicketStore Open(string[] settings) => new(CommandLine.Options(settings).Database, mustExist: true);

    static string Shown(string name) => TerminalText.Safe(name, LongestName);
}
