using Pedestal.Ticketing;

namespace Pedestal.Crash.Tests;

/// <summary>The two stores of one venue, and what workers have said of them.</summary>
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
    }

    /// <summary>Everybody of whom a worker spoke.</summary>
    public List<Guest> Guests { get; } = [];

    /// <summary>What a worker must be told of this venue.</summary>
    public string[] Arguments => [_palms.Source, _palms.File("key"), _tickets.Source, _next.ToString()];

    /// <summary>Notes what a worker says.</summary>
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

    /// <summary>Holds the stores against what the worker had said before it was killed.</summary>
    public void CheckAfterKill()
    {
        using var books = Open();
        _spoken.ForEach(books.Check);
        Guests.AddRange(_spoken);

        // The guest after the last one may have been killed before a word was said.
        _next = (_spoken.Count == 0 ? _next : _spoken[^1].Number + 1) + 1;
        _spoken.Clear();
    }

    /// <summary>Holds them against everything that was ever said.</summary>
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
