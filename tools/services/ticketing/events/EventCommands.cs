using System.CommandLine;
using Pedestal.Messaging;
using Pedestal.Messaging.Guests;
using Pedestal.Terminal;

namespace Pedestal.Ticketing;

/// <summary>The command "event", shared by all programs that have one: when and where each event is open.</summary>
public static class EventCommands
{
    const int LongestName = 60;
    const string EveryEntrance = "all";

    /// <summary>Builds the command.</summary>
    public static Command Create(StoreAction run) =>
        new("event", "Events: when and where each is open. A running ticketing follows changes at once.")
        {
            Add(run), Set(run),
            Hand(run, "open", "Open an event by hand, whatever its times; it stays open until \"close\" or \"set --by-time\".", EventOpening.Open),
            Hand(run, "close", "Close an event by hand, whatever its times.", EventOpening.Closed),
            Rules(run), ShowRules(run), List(run),
        };

    static Command Add(StoreAction run)
    {
        var (name, plan) = (Name(), new PlanOptions());
        var venue = new Option<string>("--venue") { Description = "Where it takes place; by default the venue that ticketing serves." };
        var add = plan.AddTo(new Command("add", "Add an event.") { name, venue });
        add.SetAction((parsed, _) => run(parsed, (database, own) =>
        {
            using var store = new TicketStore(database);
            var planned = new EventDetails { Number = 1, Name = NameOf(parsed, name), Venue = parsed.GetValue(venue) ?? own };
            return Say(parsed, store.Events.Add(plan.Of(parsed, planned), own, DateTimeOffset.UtcNow));
        }));
        return add;
    }

    static Command Set(StoreAction run)
    {
        var (name, plan) = (Name(), new PlanOptions());
        var byTime = new Option<bool>("--by-time") { Description = "Open and close by its times again, not by hand." };
        var set = plan.AddTo(new Command("set", "Change an event; what is not given stays as it is.") { name, byTime });
        set.SetAction((parsed, _) => Changed(run, parsed, name, e => plan.Of(parsed, e) with
        {
            Opening = parsed.GetValue(byTime) ? EventOpening.ByTime : e.Opening,
        }));
        return set;
    }

    static Command Hand(StoreAction run, string command, string description, EventOpening opening)
    {
        var name = Name();
        var hand = new Command(command, description) { name };
        hand.TreatUnmatchedTokensAsErrors = false;
        hand.SetAction((parsed, _) => Changed(run, parsed, name, e => e with { Opening = opening }));
        return hand;
    }

    static Command Rules(StoreAction run)
    {
        var (name, file) = (Name(), new Argument<string>("file") { Description = "JSON file with the rules." });
        var rules = new Command("rules", "Replace an event's rules of admission.") { name, file };
        rules.TreatUnmatchedTokensAsErrors = false;
        rules.SetAction((parsed, _) => run(parsed, (database, own) =>
        {
            using var store = new TicketStore(database, mustExist: true);
            return Say(parsed, store.Events.SetRules(
                NameOf(parsed, name), own, RulesText.Read(File.ReadAllText(parsed.GetRequiredValue(file)))));
        }));
        return rules;
    }

    static Command ShowRules(StoreAction run)
    {
        var name = Name();
        var show = new Command("show-rules", "Print an event's rules of admission as JSON.") { name };
        show.TreatUnmatchedTokensAsErrors = false;
        show.SetAction((parsed, _) => run(parsed, (database, own) =>
        {
            using var store = new TicketStore(database, mustExist: true);
            parsed.InvocationConfiguration.Output.WriteLine(RulesText.Write(store.Events.RulesOf(NameOf(parsed, name), own)
                ?? throw new EventException(EventFault.Unknown, $"There is no event '{NameOf(parsed, name)}'.")));
            return CommandLine.Ok;
        }));
        return show;
    }

    static Command List(StoreAction run)
    {
        var list = new Command("list", "List the events.") { TreatUnmatchedTokensAsErrors = false };
        list.SetAction((parsed, _) => run(parsed, (database, own) =>
        {
            using var store = new TicketStore(database, mustExist: true);
            store.Events.List(own).ToList().ForEach(e => Say(parsed, e));
            return CommandLine.Ok;
        }));
        return list;
    }

    static Task<int> Changed(StoreAction run, ParseResult parsed, Argument<string> name, Func<EventDetails, EventDetails> change) =>
        run(parsed, (database, own) =>
        {
            using var store = new TicketStore(database, mustExist: true);
            return Say(parsed, store.Events.Change(NameOf(parsed, name), own, change, DateTimeOffset.UtcNow));
        });

    static Argument<string> Name() => new("name") { Description = "The event's name, as in the tickets." };

    static string NameOf(ParseResult parsed, Argument<string> name) => NameRule.Normalise(parsed.GetRequiredValue(name));

    static int Say(ParseResult parsed, EventDetails e)
    {
        parsed.InvocationConfiguration.Output.WriteLine($"{e.Number} {TerminalText.Safe(e.Name, LongestName)}: {EventText.Times(e)}; "
            + $"{EventText.Entrances(e)} of {e.Venue}; {(e.IsOpenAt(DateTimeOffset.UtcNow) ? "open" : "not open")} now");
        return CommandLine.Ok;
    }

    /// <summary>The options that "add" and "set" share.</summary>
    sealed class PlanOptions
    {
        readonly Option<string> _doors = Time("--doors", "When the doors open");
        readonly Option<string> _start = Time("--start", "When it starts");
        readonly Option<string> _end = Time("--end", "When it closes");
        readonly Option<string> _entrances = new("--entrances")
        {
            Description = $"Its entrances, separated by commas, as in \"provision --entrance\"; \"{EveryEntrance}\": every entrance of the venue.",
        };

        public Command AddTo(Command command)
        {
            command.TreatUnmatchedTokensAsErrors = false;
            foreach (var option in new[] { _doors, _start, _end, _entrances })
            {
                command.Add(option);
            }

            return command;
        }

        public EventDetails Of(ParseResult parsed, EventDetails e) => e with
        {
            Doors = Instant(parsed, _doors) ?? e.Doors,
            Start = Instant(parsed, _start) ?? e.Start,
            End = Instant(parsed, _end) ?? e.End,
            Entrances = parsed.GetValue(_entrances) switch
            {
                null => e.Entrances,
                EveryEntrance => [],
                var names => names.Split(',', StringSplitOptions.TrimEntries),
            },
        };

        static Option<string> Time(string name, string description) =>
            new(name) { Description = $"{description}, with its offset from UTC: 2026-11-28T20:00+01:00." };

        static DateTimeOffset? Instant(ParseResult parsed, Option<string> option) =>
            parsed.GetValue(option) is { } text ? EventPlan.Instant(option.Name, text) : null;
    }
}
