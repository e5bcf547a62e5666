using System.Text;
using Pedestal.Messaging.Guests;
using Pedestal.Ticketing;

namespace Pedestal.Demo;

/// <summary>What staff of a venue does with tickets and events, at the database of its ticketing.</summary>
sealed class BoxOffice(string venue, string database)
{
    const string Steward = "steward";

    /// <summary>The database.</summary>
    public string Database => database;

    /// <summary>Imports tickets: new ones, and changes of those sold before.</summary>
    public void Import(IEnumerable<SoldTicket> tickets)
    {
        var lines = tickets.Select(t => $"{t.Code},{t.Account},{t.Event},{(t.IsCancelled ? "cancelled" : "valid")},{t.Product}")
            .Prepend("code,account,event,status,product");
        var list = TicketList.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)), "tickets.csv");
        if (list.Errors.Count > 0)
        {
            throw new InvalidDataException(list.Errors[0].ToString());
        }

        using var store = new TicketStore(Database);
        store.Import(list.Rows);
    }

    /// <summary>Opens an event by hand.</summary>
    public void OpenEvent(string name)
    {
        using var store = new TicketStore(Database);
        store.Events.SetOpening(name, venue, EventOpening.Open, DateTimeOffset.UtcNow);
    }

    /// <summary>Closes an event by hand.</summary>
    public void CloseEvent(string name)
    {
        using var store = new TicketStore(Database);
        store.Events.SetOpening(name, venue, EventOpening.Closed, DateTimeOffset.UtcNow);
    }

    /// <summary>Sets an event's rules.</summary>
    public void SetRules(string name, EventRules rules)
    {
        using var store = new TicketStore(Database);
        store.Events.SetRules(name, venue, rules);
    }

    /// <summary>Blocks a ticket.</summary>
    public void Block(string code)
    {
        using var store = new TicketStore(Database);
        store.ByHand.Block(code, Steward, "charge-back", DateTimeOffset.UtcNow);
    }

    /// <summary>Records an admission by hand.</summary>
    public void AdmitByHand(string code, Lane lane, string reason)
    {
        using var store = new TicketStore(Database);
        store.ByHand.Admit(code, lane, Steward, reason, DateTimeOffset.UtcNow);
    }

    /// <summary>Waits until an entry of one of these tickets was undone.</summary>
    public Task WaitUndoneAsync(IReadOnlyList<string> codes, CancellationToken cancellation) =>
        BoundedWait.UntilAsync(() => Count(codes, EntryState.Undone) > 0, "an entry that nobody passed for was not undone", cancellation);

    /// <summary>Waits until so many guests with these tickets have passed.</summary>
    public Task WaitPassedAsync(IReadOnlyList<string> codes, int passed, CancellationToken cancellation) =>
        BoundedWait.UntilAsync(() => Count(codes, EntryState.Passed) >= passed, $"fewer than {passed} passages were reported", cancellation);

    /// <summary>Guests inside at an event.</summary>
    public long Inside(string name)
    {
        using var store = new TicketStore(Database);
        return store.Attendance.Of(name, venue, DateTimeOffset.UtcNow)?.Inside ?? 0;
    }

    /// <summary>Confirms the enrolment that waits for the account, as a guest does on the telephone.</summary>
    public void Confirm(string account)
    {
        using var store = new TicketStore(Database);
        var now = DateTimeOffset.UtcNow;
        foreach (var enrolment in store.Links.Awaiting(account, now))
        {
            store.Links.Confirm(Convert.FromHexString(enrolment.Id), isConfirmed: true, now);
        }
    }

    /// <summary>SHA-256 of the tokens by which ticketing knows an account's persons.</summary>
    public IReadOnlyList<byte[]> TokenDigestsOf(string account)
    {
        using var store = new TicketStore(Database);
        return store.Accounts.DigestsOf(account);
    }

    public IReadOnlyDictionary<string, int> RedeemedByAccount()
    {
        using var store = new TicketStore(Database);
        return store.Entries.EntriesByAccount();
    }

    int Count(IReadOnlyList<string> codes, EntryState state)
    {
        using var store = new TicketStore(Database);
        return codes.Sum(code => store.Entries.HistoryOf(code).Count(entry => entry.State == state));
    }
}
