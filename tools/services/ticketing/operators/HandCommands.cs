using System.CommandLine;
using Pedestal.Messaging;
using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>
/// The commands "why", "history", "attendance", "undo", "block", "unblock" and "acts", shared by all programs that have them: what
/// operators do over HTTP, at the database itself.
/// </summary>
public static class HandCommands
{
    /// <summary>Who acts when a command does.</summary>
    internal static string Self => $"{Environment.UserName} (command)";

    /// <summary>Builds the commands.</summary>
    public static IEnumerable<Command> Create(StoreAction run)
    {
        var (code, reason) = (Code(), Reason());
        yield return With(
            new Command("why", "Say why a ticket is admitted or refused: its state, and what each entrance would decide now.") { code }, run,
            (parsed, store, venue) => Say(parsed, HistoryText.Why(History(parsed, store, venue, code))));
        yield return With(new Command("history", "List a ticket's passages, and what was done about it by hand.") { code }, run,
            (parsed, store, venue) => Say(parsed, HistoryText.History(History(parsed, store, venue, code))));
        yield return Attendance(run);
        yield return Undo(run);
        yield return With(new Command("block", "Block a ticket that was lost, stolen or charged back.") { code, reason }, run,
            (parsed, store) => store.ByHand.Block(
                HandText.Code(parsed.GetValue(code)), Self, HandText.Reason(parsed.GetValue(reason)), DateTimeOffset.UtcNow));
        yield return With(new Command("unblock", "Let a blocked ticket admit again.") { code, reason }, run,
            (parsed, store) => store.ByHand.Unblock(
                HandText.Code(parsed.GetValue(code)), Self, HandText.Reason(parsed.GetValue(reason)), DateTimeOffset.UtcNow));
        yield return Acts(run);
    }

    /// <summary>Has a command run an action on the store, and prints expected faults as one line.</summary>
    internal static Command With(
        Command command, StoreAction run, Action<ParseResult, TicketStore, string> action, bool mustExist = true)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, _) => run(parsed, (database, venue) =>
        {
            using var store = new TicketStore(database, mustExist);
            action(parsed, store, venue);
            return CommandLine.Ok;
        }));
        return command;
    }

    /// <summary>The same for an action that needs no venue.</summary>
    internal static Command With(Command command, StoreAction run, Action<ParseResult, TicketStore> action, bool mustExist = true) =>
        With(command, run, (parsed, store, _) => action(parsed, store), mustExist);

    static Command Attendance(StoreAction run)
    {
        var name = new Argument<string>("event") { Description = "The event's name." };
        var minutes = new Option<int>("--minutes") { Description = "Also the passages of each of so many minutes before now." };
        return With(
            new Command("attendance", "Say how many guests of an event are inside, entered, expected and were refused.") { name, minutes }, run,
            (parsed, store, venue) => Say(parsed, AttendanceText.Of(
                store.Reports.Of(NameRule.Normalise(parsed.GetRequiredValue(name)), venue, DateTimeOffset.UtcNow, parsed.GetValue(minutes))
                ?? throw new HandException(HandFault.Unknown, "There is no event of this name; \"event list\" lists the events."))));
    }

    static Command Undo(StoreAction run)
    {
        var entry = new Argument<long>("entry") { Description = "The entry's number, as \"history\" lists it." };
        var reason = Reason();
        return With(new Command("undo", "Undo an entry or an exit, so that it does not count.") { entry, reason }, run, (parsed, store) =>
            store.ByHand.Undo(parsed.GetRequiredValue(entry), Self, HandText.Reason(parsed.GetValue(reason)), DateTimeOffset.UtcNow));
    }

    static Command Acts(StoreAction run)
    {
        var days = new Option<int>("--days") { Description = "Of so many days before now.", DefaultValueFactory = _ => 1 };
        return With(new Command("acts", "List what was done by hand: who, when, what, about which ticket, and why.") { days }, run,
            (parsed, store) => Say(parsed, store.Acts.Since(DateTimeOffset.UtcNow.AddDays(-parsed.GetValue(days))).Select(HistoryText.Of)));
    }

    static Argument<string> Code() => new("code") { Description = "The ticket's code." };

    static Option<string> Reason() => new("--reason") { Description = "Why; kept with the act.", Required = true };

    static TicketHistory History(ParseResult parsed, TicketStore store, string venue, Argument<string> code) =>
        store.Lookup.HistoryOf(HandText.Code(parsed.GetRequiredValue(code)), venue, DateTimeOffset.UtcNow) ?? throw HandException.NoTicket();

    static void Say(ParseResult parsed, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            parsed.InvocationConfiguration.Output.WriteLine(TerminalText.Safe(line));
        }
    }
}
