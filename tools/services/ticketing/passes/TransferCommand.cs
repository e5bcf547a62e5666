using System.CommandLine;
using Pedestal.Messaging;

namespace Pedestal.Ticketing;

/// <summary>The command "transfer", shared by all programs that have one.</summary>
public static class TransferCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(StoreAction run)
    {
        var code = new Argument<string>("code") { Description = "The ticket's code." };
        var to = new Option<string>("--to") { Description = "The account that gets the ticket.", Required = true };
        var transfer = new Command(
            "transfer", "Give a ticket to another account and print its new code; the old code and the old holder's palm are worthless at once.")
        {
            code, to,
        };
        transfer.TreatUnmatchedTokensAsErrors = false;
        transfer.SetAction((parsed, _) => run(parsed, (database, _) =>
        {
            using var store = new TicketStore(database, mustExist: true);
            parsed.InvocationConfiguration.Output.WriteLine(store.Transfers.Transfer(
                CodeRule.Normalise(parsed.GetRequiredValue(code)), NameRule.Normalise(parsed.GetRequiredValue(to)), DateTimeOffset.UtcNow));
            return CommandLine.Ok;
        }));
        return transfer;
    }
}
