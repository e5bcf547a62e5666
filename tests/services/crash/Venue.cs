using Pedestal.Messaging.Guests;
using Pedestal.Ticketing;

namespace Pedestal.Crash.Tests;

/// <summary>The two stores of one venue, and what workers have reported about them.</summary>
sealed class Venue : IDisposable
{
    const int Tickets = 1000;
    readonly TestDatabase _palms;
    readonly TestDatabase _tickets;
    readonly List<Guest> _spoken = [];
    int _next;

    public Venue(DatabaseEngine engine)
    {
        _palms = new TestDatabase(engine);
        _tickets = new TestDatabase(engine);
        using var store = new TicketStore(_tickets.Source);
        store.Import(Enumerable.Range(0, Tickets)
            .Select(i => new TicketRow($"code-{i}", $"account-{i}", "tonight", false)));
        store.Events.SetOpening("tonight", "demo", EventOpening.Open, DateTimeOffset.UtcNow);
    }

    /// <summary>Every guest a worker has reported.</summary>
    public List<Guest> Guests { get; } = [];

    /// <summary>A worker's arguments for this venue.</summary>
    public string[] Arguments => [_palms.Source, _palms.File("key"), _tickets.Source, _next.ToString()];

    /// <summary>Notes what a worker reports.</summary>
    public void Note(string[] words)
    {
        if (words[0] == "reserved")
        {
            _spoken.Add(new Guest(int.Parse(words[1]), Convert.FromHexString(words[2])));
        }
        else
        {
            Assert.True(words is not ["redeemed", _, not "Admitted"], string.Join(' ', words));
            _spoken[^1].Step = Enum.Parse<Step>(words[0], ignoreCase: true);
        }
    }

    /// <summary>Checks the stores against what the worker reported before it was killed.</summary>
    public void CheckAfterKill()
    {
        using var books = Open();
        _spoken.ForEach(books.Check);
        Guests.AddRange(_spoken);

        // The worker may have been killed before it reported anything about the next guest.
        _next = (_spoken.Count == 0 ? _next : _spoken[^1].Number + 1) + 1;
        _spoken.Clear();
    }

    /// <summary>Checks the stores against everything ever reported.</summary>
    public void CheckAll()
    {
        using var books = Open();
        books.CheckAll(Guests);
    }

    public void Dispose()
    {
        _palms.Dispose();
        _tickets.Dispose();
    }

    Books Open() => new(_palms.Source, _palms.File("key"), _tickets.Source);
}
