using System.CommandLine;
using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>The commands with which staff sees what palms an account has, and answers in its place.</summary>
static class EnrolmentCommands
{
    const int LongestName = 60;

    /// <summary>Builds them.</summary>
    /// <param name="guard">Runs an action with the settings of a command line, and turns errors into one line.</param>
    public static IEnumerable<Command> Create(Func<ParseResult, Func<string[], Task<int>>, Task<int>> guard)
    {
        yield return Palms(guard);
        yield return Answer(guard, "confirm", "Confirm an enrolment in its account's place, once the guest has shown who it is.", true);
        yield return Answer(guard, "refuse", "Refuse an enrolment: its ticket opens none for ten minutes.", false);
    }

    static Command Palms(Func<ParseResult, Func<string[], Task<int>>, Task<int>> guard)
    {
        var account = new Option<string>("--account") { Description = "The account; without it those of all since yesterday." };
        var palms = new Command(
            "palms", "List enrolments that await confirmation and palms linked, each with the id or token digest it goes by.")
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
            foreach (var enrolment in store.Links.Awaiting(name, now))
            {
                output.WriteLine($"awaits confirmation until {enrolment.Expires:u}: {Shown(enrolment.Account)} at "
                    + $"{Shown(enrolment.Pedestal)}, id {enrolment.Id}");
            }

            foreach (var palm in store.Accounts.Linked(name, name.Length > 0 ? DateTimeOffset.UnixEpoch : now.AddDays(-1)))
            {
                output.WriteLine($"linked {palm.LinkedAt?.ToString("u") ?? "some time ago"}: {Shown(palm.Account)} at "
                    + $"{Shown(palm.Pedestal ?? "some pedestal")}, token digest {palm.TokenDigest}");
            }

            return Task.FromResult(CommandLine.Ok);
        }));
        return palms;
    }

    static Command Answer(
        Func<ParseResult, Func<string[], Task<int>>, Task<int>> guard, string name, string description, bool isConfirmed)
    {
        var id = new Argument<string>("id") { Description = "The enrolment's id, as \"palms\" lists it." };
        var answer = new Command(name, description) { id };
        answer.TreatUnmatchedTokensAsErrors = false;
        answer.SetAction((parsed, _) => guard(parsed, settings =>
        {
            using var store = Open(settings);
            return EnrolmentId.TryRead(parsed.GetRequiredValue(id), out var digest)
                && store.Links.Confirm(digest, isConfirmed, DateTimeOffset.UtcNow)
                ? Task.FromResult(CommandLine.Ok)
                : throw new InvalidOperationException("No enrolment of this id awaits confirmation; \"palms\" lists those that do.");
        }));
        return answer;
    }

    static TicketStore Open(string[] settings) => new(CommandLine.Options(settings).Database, mustExist: true);

    static string Shown(string name) => TerminalText.Safe(name, LongestName);
}
