using Pedestal.Protocol;

namespace Pedestal.Identity.Tests;

public sealed class SqliteRetentionTests() : RetentionTests(DatabaseEngine.Sqlite);

public sealed class PostgresRetentionTests() : RetentionTests(DatabaseEngine.Postgres);

public abstract class RetentionTests : IDisposable
{
    const int Days = 365;
    readonly TempStore _files;
    readonly PalmStore _store;
    readonly FakeTicketing _ticketing = new();
    readonly DeletionDesk _desk;
    readonly PalmRegister _register;

    protected RetentionTests(DatabaseEngine engine)
    {
        _files = new TempStore(engine);
        _store = _files.Open();
        _register = TempStore.Register(_store);
        _desk = new DeletionDesk(_register, FakeTicketing.At("demo", _ticketing));
        var mirror = new GuestListMirror(_register);
        foreach (var guest in new[] { 1, 11 })
        {
            var token = _store.Tokens.Reserve(TempStore.Party);
            mirror.Apply(TempStore.Party, TempStore.Page([TempStore.Show()], token) with { IsLast = false });
            _register.Enrol(_files.Enrolment(guest, token));
        }
    }

    public void Dispose()
    {
        _desk.Dispose();
        _store.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void Palms_are_kept_until_the_last_day_and_deleted_after_it()
    {
        _files.Time.Advance(TimeSpan.FromDays(Days - 1));
        Assert.Equal(0, _desk.DeleteUnused(Days));
        _files.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, _desk.DeleteUnused(Days));
        Assert.Equal(0, _register.Galleries.TemplateCount);
        Assert.Empty(_store.All());
        Assert.Equal(2, _store.Tokens.DueDigests().Count);
        Assert.Equal(0, _desk.DeleteUnused(Days));
    }

    [Fact]
    public async Task A_palm_that_is_used_is_kept_and_an_unused_one_is_deleted()
    {
        _files.Time.Advance(TimeSpan.FromDays(300));
        var entry = new EntryDesk(_register, FakeTicketing.At("demo", _ticketing), _files.Time);
        var reply = await entry.EnterAsync(new PedestalRequest("gate-1", "demo", "main", 1, TimeSpan.FromSeconds(1)), PassageTerms.AtOnce,
            TestTemplates.Capture(TestTemplates.Palm(1), 5), TestContext.Current.CancellationToken);
        Assert.Equal(Decision.Admitted, reply.Decision);

        _files.Time.Advance(TimeSpan.FromDays(100));
        Assert.Equal(1, _desk.DeleteUnused(Days));
        Assert.NotNull(_register.Population.Identify(TestTemplates.Parse(TestTemplates.Palm(1))).Palm);
        Assert.Null(_register.Population.Identify(TestTemplates.Parse(TestTemplates.Palm(11))).Palm);
        _files.Time.Advance(TimeSpan.FromDays(265));
        Assert.Equal(1, _desk.DeleteUnused(Days));
    }

    [Fact]
    public void A_batch_is_limited_and_takes_the_longest_unused_first()
    {
        _files.Time.Advance(TimeSpan.FromDays(1));
        _store.NoteUse(_store.All()[0].Palm);
        _files.Time.Advance(TimeSpan.FromDays(Days));
        Assert.Equal(2, Assert.Single(_store.DeleteUnused(Days, atMost: 1)).Proof.Person);
        var last = Assert.Single(_store.DeleteUnused(Days, atMost: 1)).Proof;
        Assert.Equal(1, last.Person);
        Assert.Equal(DeletionReason.Retention, last.Reason);
    }
}
