using System.Security.Cryptography;
using CsCheck;
using Pedestal.Messaging.Guests;

namespace Pedestal.Identity.Tests;

public sealed class SqliteGuestListMirrorTests() : GuestListMirrorTests(DatabaseEngine.Sqlite)
{
    [Fact]
    public void A_page_that_the_store_cannot_take_changes_nothing_and_is_taken_later()
    {
        var page = TempStore.Page([TempStore.Show()], Tokens[0]) with { Cursor = RandomNumberGenerator.GetBytes(16) };
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Files.Database.Source};Pooling=false"))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();
            Assert.Throws<Storage.StorageException>(() => Mirror.Apply(TempStore.Party, page));
        }

        Assert.Equal(new byte[GuestLists.CursorLength], Mirror.CursorOf(TempStore.Party));
        Assert.Equal(0, Register.Galleries.Count);
        Mirror.Apply(TempStore.Party, page);
        Assert.Equal(page.Cursor, Mirror.CursorOf(TempStore.Party));
        Assert.Equal(2, Register.Galleries.PalmCount);
    }
}

public sealed class PostgresGuestListMirrorTests() : GuestListMirrorTests(DatabaseEngine.Postgres);

/// <summary>What a party says is what identity has, whatever happens in between.</summary>
public abstract class GuestListMirrorTests : IDisposable
{
    const int Guests = 6;
    PalmStore _store;

    protected GuestListMirrorTests(DatabaseEngine engine)
    {
        Files = new TempStore(engine);
        _store = Files.Open();
        for (var i = 0; i < Guests; i++)
        {
            Tokens.Add(Files.Enrol(_store, 1 + 10 * i).Token);
        }

        Register = TempStore.Register(_store);
        Mirror = new GuestListMirror(Register);
    }

    internal TempStore Files { get; }

    protected List<byte[]> Tokens { get; } = [];

    protected GuestListMirror Mirror { get; private set; }

    protected PalmRegister Register { get; private set; }

    public void Dispose()
    {
        _store.Dispose();
        Files.Dispose();
    }

    [Fact]
    public void TheMirror_is_the_truth_after_any_changes_pages_restarts_and_lost_cursors()
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
                        party.Set(TempStore.Show(show).With(e => e with { Opening = isIn ? EventOpening.Open : EventOpening.ByTime }));
                        break;
                    default:
                        party.Set(show, Tokens[guest], isIn);
                        break;
                }
            }

            while (!Poll(party, most: 3))
            {
            }

            Check(party);
            Restart();
            Check(party);
        }, iter: 20, threads: 1);
    }

    [Fact]
    public void While_a_list_is_read_anew_nobody_is_missing_and_who_is_not_named_leaves_at_the_end()
    {
        var show = TempStore.Show();
        Mirror.Apply(TempStore.Party, TempStore.Page([show], Tokens[0], Tokens[1]));
        Mirror.StartOver(TempStore.Party);
        Assert.Equal(new byte[GuestLists.CursorLength], Mirror.CursorOf(TempStore.Party));
        Mirror.Apply(TempStore.Party, TempStore.Page([show]) with { IsLast = false });
        Assert.Equal(4, Register.Galleries.PalmCount);
        Mirror.Apply(TempStore.Party, TempStore.Page([]) with { IsLast = false, Changes = [TempStore.In(1, Tokens[1])] });
        Assert.Equal(4, Register.Galleries.PalmCount);
        Mirror.Apply(TempStore.Party, TempStore.Page([]));
        Assert.Equal(2, Register.Galleries.PalmCount);
    }

    [Fact]
    public void Cursor_and_changes_survive_a_restart_together()
    {
        var cursor = Enumerable.Repeat((byte)7, GuestLists.CursorLength).ToArray();
        Mirror.Apply(TempStore.Party, TempStore.Page([TempStore.Show()], Tokens[0]) with { Cursor = cursor });
        Restart();
        Assert.Equal(cursor, Mirror.CursorOf(TempStore.Party));
        Assert.Equal(2, Register.Galleries.PalmCount);
    }

    [Fact]
    public void A_token_that_is_not_known_is_counted_and_joins_as_soon_as_it_is_stored()
    {
        var token = _store.Tokens.Reserve(TempStore.Party);
        Mirror.Apply(TempStore.Party, TempStore.Page([TempStore.Show()], token, RandomNumberGenerator.GetBytes(32)));
        Assert.Equal(2, Mirror.UnknownOf(TempStore.Party));
        Assert.Equal(0, Register.Galleries.PalmCount);
        Register.Enrol(Files.Enrolment(501, token));
        Assert.Equal(1, Mirror.UnknownOf(TempStore.Party));
        Assert.Equal(2, Register.Galleries.PalmCount);
    }

    // True when there is no more to read.
    bool Poll(FakeParty party, int most)
    {
        if (party.Read(Mirror.CursorOf(TempStore.Party), most) is not { } page)
        {
            Mirror.StartOver(TempStore.Party);
            return false;
        }

        Mirror.Apply(TempStore.Party, page);
        return page.IsLast;
    }

    void Restart()
    {
        _store.Dispose();
        _store = Files.Open();
        Register = TempStore.Register(_store);
        Mirror = new GuestListMirror(Register);
    }

    void Check(FakeParty party)
    {
        Assert.Equal(party.Events.OrderBy(show => show.Number).Select(show => (show.Number, show.Details.Opening)),
            _store.Guests.Events().OrderBy(show => show.Number).Select(show => (show.Number, show.Details.Opening)));
        foreach (var show in party.Events)
        {
            var gallery = Register.Galleries.Find(show);
            Assert.Equal(show.Details.Opening == EventOpening.Open, gallery is not null);
            for (var guest = 0; guest < Guests && gallery is not null; guest++)
            {
                var found = gallery.Identify(TestTemplates.Parse(TestTemplates.Capture(TestTemplates.Palm(1 + 10 * guest), 5)));
                Assert.Equal(party.Has(show.Number, Tokens[guest]), found.Palm is not null);
            }
        }
    }
}
