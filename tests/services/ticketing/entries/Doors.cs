using System.Security.Cryptography;
using System.Text;
using Pedestal.Messaging.Guests;
using Pedestal.Protocol;

namespace Pedestal.Ticketing.Tests;

/// <summary>An event's doors in a test: its store, clock, lanes and guests.</summary>
sealed class Doors : IDisposable
{
    internal const string Tonight = "tonight";
    internal const int Seconds = 10;
    static readonly Booth Booth = new("booth-1");

    readonly TestDatabase _database;
    ulong _request = 1000;

    internal Doors(DatabaseEngine engine)
    {
        _database = new TestDatabase(engine);
        Store = new TicketStore(_database.Source);
    }

    internal TicketStore Store { get; }

    internal int Event { get; private set; }

    internal DateTimeOffset Now { get; set; } = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);

    internal string Source => _database.Source;

    public void Dispose()
    {
        Store.Dispose();
        _database.Dispose();
    }

    /// <summary>Sells tickets "code account" and opens their event, with rules.</summary>
    internal Doors Sell(EventRules? rules, params string[] tickets)
    {
        Import(tickets);
        Event = Store.OpenByHand(Tonight);
        if (rules is not null)
        {
            Store.Events.SetRules(Tonight, Shows.Venue, rules);
        }

        return this;
    }

    internal ImportOutcome Import(params string[] tickets) => Store.Import(tickets.Select((ticket, i) =>
    {
        var words = ticket.Split(' ');
        return new TicketRow(words[0], words[1], words.ElementAtOrDefault(3) ?? Tonight, Cancelled: false, Product: words.ElementAtOrDefault(2) ?? "", Line: i + 1);
    }));

    /// <summary>A person's token; enrolled with a ticket.</summary>
    internal byte[] Enrol(string person, string code)
    {
        var token = Token(person);
        var link = Store.Links.Open(code, Booth, Now).Link!;
        Assert.Equal(Decision.Bound, Store.Accounts.BindToken(link, token, Booth.Pedestal, Now).Decision);
        return token;
    }

    internal static byte[] Token(string person) => SHA256.HashData(Encoding.UTF8.GetBytes(person));

    internal ulong NextRequest() => ++_request;

    /// <summary>Shows a code, as in "A1", or a person's palm, as in "@kim", at a lane "pedestal" or "pedestal@entrance".</summary>
    internal TicketOutcome Show(string what, string lane = "gate-1", ulong request = 0, int seconds = Seconds, Direction direction = Direction.In)
    {
        var (pedestal, entrance) = lane.Split('@') is [var name, var place] ? (name, place) : (lane, Shows.Gate.Name);
        var attempt = new EntryAttempt(new Entrance(Shows.Venue, entrance), pedestal, new PassageTerms(direction, seconds));
        var key = TicketCall.KeyOf(pedestal, request == 0 ? NextRequest() : request);
        return (what.StartsWith('@')
            ? Store.Admissions.ByPalmAsync(Token(what[1..]), Event, attempt, key, Now)
            : Store.Admissions.ByCodeAsync(what, attempt, key, Now)).GetAwaiter().GetResult();
    }

    /// <summary>Shows it at a lane without a contact.</summary>
    internal Decision Enter(string what, string lane = "gate-1") => Show(what, lane, seconds: 0).Decision;

    /// <summary>Shows it at an exit lane without a contact.</summary>
    internal Decision Leave(string what, string lane = "exit-1") => Show(what, lane, seconds: 0, direction: Direction.Out).Decision;

    /// <summary>A pedestal's report about one of its requests.</summary>
    internal PassageEffect Report(PassageOutcome outcome, ulong request, string pedestal = "gate-1", Direction direction = Direction.In) =>
        Store.Entries.ReportPassageAsync(
            new PassageReport { Outcome = outcome, RequestId = request, Direction = direction, UnixSeconds = Now.ToUnixTimeSeconds() },
            Shows.Gate, pedestal, Now).GetAwaiter().GetResult();

    /// <summary>Admits at a lane with a contact, and the guest passes.</summary>
    internal TicketOutcome Pass(string what, string lane = "gate-1", Direction direction = Direction.In)
    {
        var request = NextRequest();
        var outcome = Show(what, lane, request, direction: direction);
        if (outcome.Decision is Decision.Admitted or Decision.Left)
        {
            Report(PassageOutcome.Passed, request, lane.Split('@')[0], direction);
        }

        return outcome;
    }

    /// <summary>Blocks a ticket.</summary>
    internal void Block(string code) => _database.Execute($"UPDATE tickets SET blocked = 'lost' WHERE code = '{code}'");

    internal long Inside => Store.Attendance.Of(Tonight, Shows.Venue, Now)!.Inside;

    internal IReadOnlyList<Entry> History(string code) => Store.Entries.HistoryOf(code);

    internal void Change(Func<EventDetails, EventDetails> change) => Store.Events.Change(Tonight, Shows.Venue, change, Now);
}
