using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;

namespace Pedestal.Identity.Tests;

/// <summary>What a party says is what identity has, whatever happens in between.</summary>
public sealed class GuestListMirrorTests : IDisposable
{
    const int Guests = 6;
    readonly TempStore _files = new();
    readonly List<byte[]> _tokens = [];
    PalmStore _store;
    GuestListMirror _mirror;
    PalmRegister _register;

    public GuestListMirrorTests()
    {
        _store = _files.Open();
        for (var i = 0; i < Guests; i++)
        {
            _tokens.Add(_files.Enrol(_store, 1 + 10 * i).Token);
        }

        _register = TempStore.Register(_store);
        _mirror = new GuestListMirror(_register);
    }

    public void Dispose()
    {
        _store.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void The_mirror_is_the_truth_after_any_changes_pages_restarts_and_lost_cursors()
    {
        var party = new FakeParty();
        var step = Gen.Select(Gen.Int[0, 9], Gen.Int[1, 3], Gen.Int[0, Guests - 1], Gen.Bool, Gen.Int[1, 4]);
        step.Array[1, 25].Sample(steps =>
        {
            foreach (var (what, show, guest, isIn, most) in steps)
            {
                switch (what)
                {
                    case 0:
                        Restart();
                        break;
                    case 1:
                        party.Forget(show);
                        break;
                    case 2:
                        Poll(party, most);
                        break;
                    case 3:
                        party.Set(TempStore.Show(show) with { Opening = isIn ? EventOpening.Open : EventOpening.ByTime });
                        break;
                    default:
                        party.Set(show, _tokens[guest], isIn);
                        break;
                }
            }

            while (!Poll(party, most: 3))
            {
            }

            Check(party);
            Restart();
            Check(party);
        }, iter: 25, threads: 1);
    }

    [Fact]
    public void While_a_list_is_read_anew_nobody_is_missing_and_who_is_not_named_leaves_at_the_end()
    {
        var show = TempStore.Show();
        _mirror.Apply(TempStore.Party, TempStore.Page([show], _tokens[0], _tokens[1]));
        _mirror.StartOver(TempStore.Party);
        Assert.Equal(new byte[GuestLists.CursorLength], _mirror.CursorOf(TempStore.Party));
        _mirror.Apply(TempStore.Party, TempStore.Page([show]) with { IsLast = false });
        Assert.Equal(4, _register.Galleries.PalmCount);
        _mirror.Apply(TempStore.Party, TempStore.Page([]) with { IsLast = false, Changes = [TempStore.In(1, _tokens[1])] });
        Assert.Equal(4, _register.Galleries.PalmCount);
        _mirror.Apply(TempStore.Party, TempStore.Page([]));
        Assert.Equal(2, _register.Galleries.PalmCount);
    }

    [Fact]
    public void Cursor_and_changes_survive_a_restart_together()
    {
        var cursor = Enumerable.Repeat((byte)7, GuestLists.CursorLength).ToArray();
        _mirror.Apply(TempStore.Party, TempStore.Page([TempStore.Show()], _tokens[0]) with { Cursor = cursor });
        Restart();
        Assert.Equal(cursor, _mirror.CursorOf(TempStore.Party));
        Assert.Equal(2, _register.Galleries.PalmCount);
    }

    [Fact]
    public void A_token_that_is_not_known_is_counted_and_joins_as_soon_as_it_is_stored()
    {
        var token = _store.Tokens.Reserve(TempStore.Party);
        _mirror.Apply(TempStore.Party, TempStore.Page([TempStore.Show()], token, RandomNumberGenerator.GetBytes(32)));
        Assert.Equal(2, _mirror.UnknownOf(TempStore.Party));
        Assert.Equal(0, _register.Galleries.PalmCount);
        _register.Enrol(_files.Enrolment(501, token));
        Assert.Equal(1, _mirror.UnknownOf(TempStore.Party));
        Assert.Equal(2, _register.Galleries.PalmCount);
    }

    [Fact]
    public void A_page_that_the_store_cannot_take_changes_nothing_and_is_taken_later()
    {
        var page = TempStore.Page([TempStore.Show()], _tokens[0]) with { Cursor = RandomNumberGenerator.GetBytes(16) };
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_files.Database.Source};Pooling=false"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            Assert.Throws<Storage.StorageException>(() => _mirror.Apply(TempStore.Party, page));
        }

        Assert.Equal(new byte[GuestLists.CursorLength], _mirror.CursorOf(TempStore.Party));
        Assert.Equal(0, _register.Galleries.Count);
        _mirror.Apply(TempStore.Party, page);
        Assert.Equal(page.Cursor, _mirror.CursorOf(TempStore.Party));
        Assert.Equal(2, _register.Galleries.PalmCount);
    }

    // True when there is no more to read.
    bool Poll(FakeParty party, int most)
    {
        if (party.Read(_mirror.CursorOf(TempStore.Party), most) is not { } page)
        {
            _mirror.StartOver(TempStore.Party);
            return false;
        }

        _mirror.Apply(TempStore.Party, page);
        return page.IsLast;
    }

    void Restart()
    {
        _store.Dispose();
        _store = _files.Open();
        _register = TempStore.Register(_store);
        _mirror = new GuestListMirror(_register);
    }

    void Check(FakeParty party)
    {
        Assert.Equal(party.Events.OrderBy(show => show.Number).Select(show => (show.Number, show.Opening)),
            _store.Guests.Events().OrderBy(show => show.Number).Select(show => (show.Number, show.Opening)));
        foreach (var show in party.Events)
        {
            var gallery = _register.Galleries.Find(show);
            Assert.Equal(show.Opening == EventOpening.Open, gallery is not null);
            for (var guest = 0; guest < Guests && gallery is not null; guest++)
            {
                var found = gallery.Identify(TestTemplates.Parse(TestTemplates.Capture(TestTemplates.Palm(1 + 10 * guest), 5)));
                Assert.Equal(party.Has(show.Number, _tokens[guest]), found.Palm is not null);
            }
        }
    }

    /// <summary>A party that keeps its events and guests with a counter of changes, as ticketing does.</summary>
    sealed class FakeParty
    {
        readonly Dictionary<long, (long Changed, PartyEvent Show)> _events = [];
        readonly Dictionary<(long Show, string Token), (long Changed, byte[] Token, bool IsIn)> _guests = [];
        long _list = 1;
        long _counter;

        public IEnumerable<PartyEvent> Events => _events.Values.Select(known => known.Show);

        public bool Has(long show, byte[] token) => _guests.GetValueOrDefault((show, Convert.ToHexString(token))).IsIn;

        public void Set(PartyEvent show) => _events[show.Number] = (++_counter, show);

        public void Set(long show, byte[] token, bool isIn)
        {
            if (_events.ContainsKey(show))
            {
                _guests[(show, Convert.ToHexString(token))] = (++_counter, token, isIn);
            }
        }

        /// <summary>Its database was restored from before an event: it is another list.</summary>
        public void Forget(long show)
        {
            _list++;
            _events.Remove(show);
            foreach (var guest in _guests.Keys.Where(guest => guest.Show == show).ToList())
            {
                _guests.Remove(guest);
            }
        }

        /// <summary>A page; null if the cursor is of another list.</summary>
        public GuestPage? Read(byte[] cursor, int most)
        {
            var (list, after) = (BinaryPrimitives.ReadInt64BigEndian(cursor), BinaryPrimitives.ReadInt64BigEndian(cursor.AsSpan(8)));
            if (cursor.Any(b => b != 0) && list != _list)
            {
                return null;
            }

            var changes = _events.Select(known => (known.Value.Changed, Event: (PartyEvent?)known.Value.Show, Guest: default(GuestChange)))
                .Concat(_guests.Select(guest => (guest.Value.Changed, Event: (PartyEvent?)null,
                    Guest: new GuestChange(guest.Key.Show, SHA256.HashData(guest.Value.Token), guest.Value.IsIn))))
                .Where(change => change.Changed > after).OrderBy(change => change.Changed).ToList();
            var page = changes.Take(most).ToList();
            var next = new byte[GuestLists.CursorLength];
            BinaryPrimitives.WriteInt64BigEndian(next, _list);
            BinaryPrimitives.WriteInt64BigEndian(next.AsSpan(8), page.Count > 0 ? page[^1].Changed : after);
            return new GuestPage(next, page.Count == changes.Count, [.. page.Select(change => change.Event).OfType<PartyEvent>()],
                [.. page.Where(change => change.Event is null).Select(change => change.Guest)]);
        }
    }
}
