using System.CommandLine;
using System.Data.Common;
using Pedestal.Messaging;
using Pedestal.Messaging.Operators;
using Pedestal.Storage;
using Pedestal.Web.Accounts;

namespace Pedestal.Web;

/// <summary>The command line.</summary>
static class WebCommands
{
    static string About => $"""
        The web pages of a venue: the night for operators, the booth's screen and the guest's own data. A venue runs them in its own
        process; this runs them alone, beside a venue that is told --Matcher:Pages:Embedded=false.

        Settings are the section "Pages" of the usual .NET configuration: appsettings.json, environment variables
        (Pages__VenueUrl) or the command line, each with its default:

        {WebHelp.Settings.Text()}
        """;

    /// <summary>All commands; "run" is the default.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand(About);
        var run = new Command("run", "Runs the pages until they are stopped (the default).");
        foreach (var command in new Command[] { root, run })
        {
            command.TreatUnmatchedTokensAsErrors = false;
            command.SetAction((parsed, stop) => GuardedAsync(async () =>
            {
                if (parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal))
                {
                    throw new ArgumentException($"\"{first}\" is neither a command nor a setting. See --help.");
                }

                await using var pages = PagesHost.Create([.. parsed.UnmatchedTokens]);
                return await pages.RunToEndAsync(stop);
            }));
        }

        root.Subcommands.Add(run);
        root.Subcommands.Add(Invite());
        return root;
    }

    static Command Invite()
    {
        var name = new Argument<string>("name") { Description = "The person's name." };
        var role = new Option<PersonRole>("--role") { Description = "steward, supervisor, privacyofficer or administrator.", Required = true };
        var database = new Option<string>("--database")
        {
            Description = "The pages' database.", DefaultValueFactory = _ => new PagesOptions().Database,
        };
        var invite = new Command("invite", "Invites a person, or gives one who forgot the password a new link; prints the link's path.")
        {
            name, role, database,
        };
        invite.SetAction((parsed, _) => GuardedAsync(() =>
        {
            using var accounts = new AccountBook(parsed.GetRequiredValue(database), TimeProvider.System);
            var token = accounts.Invite(parsed.GetRequiredValue(name), parsed.GetValue(role), $"command line ({Environment.UserName})");
            parsed.InvocationConfiguration.Output.WriteLine($"/join/{token}");
            return Task.FromResult(HostExit.Stopped);
        }));
        return invite;
    }

    static async Task<int> GuardedAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is StorageException or DbException or IOException or UnauthorizedAccessException or ArgumentException
            or InvalidOperationException or InvalidDataException)
        {
            Console.Error.WriteLine("Error: " + e.Message);
            return 1;
        }
    }
}
