using Microsoft.Extensions.Time.Testing;
using Pedestal.Matching;

namespace Pedestal.Identity.Tests;

/// <summary>Two matchers on one PostgreSQL: what one changes, the other has in its galleries.</summary>
public sealed class TwoMatchersTests : IDisposable
{
    readonly TempStore _files = new(DatabaseEngine.Postgres);
    readonly PalmStore _oneStore;
    readonly PalmStore _otherStore;
    readonly PalmRegister _one;
    readonly PalmRegister _other;

    public TwoMatchersTests()
    {
        _oneStore = _files.Open();
        _one = TempStore.Register(_oneStore);
        _otherStore = _files.Open();
        _other = TempStore.Register(_otherStore);
    }

    public void Dispose()
    {
        _oneStore.Dispose();
        _otherStore.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void Who_is_enrolled_and_expected_at_one_is_found_at_the_other()
    {
        var palm = Enrol(_one, 1, out var token);
        new GuestListMirror(_one).Apply(TempStore.Party, TempStore.Page([TempStore.Show()], token));

        _other.FollowChanges();

        Assert.Equal(palm, _other.Population.Identify(Palm(1)).Palm);
        Assert.Equal(palm, _other.Galleries.Find(TempStore.Show())!.Identify(Palm(1)).Palm);

        new GuestListMirror(_other).Apply(TempStore.Party, TempStore.Page([]) with { Changes = [TempStore.Out(1, token)] });
        _one.FollowChanges();

        Assert.Null(_one.Galleries.Find(TempStore.Show())!.Identify(Palm(1)).Palm);
        Assert.Equal(palm, _one.Population.Identify(Palm(1)).Palm);
    }

    [Fact]
    public void Who_is_about_to_be_deleted_does_not_come_back_with_an_earlier_change()
    {
        var palm = Enrol(_one, 1, out _);

        _other.Leave([palm]);
        _other.FollowChanges(); // Reads the enrolment, while the store still has the palm.

        Assert.Null(_other.Population.Identify(Palm(1)).Palm);
    }

    [Fact]
    public void Another_matcher_learns_of_a_deletion_from_the_store()
    {
        var palm = Enrol(_one, 1, out _);
        _other.FollowChanges();

        _one.DeletePersonOf(palm, DeletionReason.Request);
        Assert.Equal(palm, _other.Population.Identify(Palm(1)).Palm);
        _other.FollowChanges();

        Assert.Null(_other.Population.Identify(Palm(1)).Palm);
    }

    [Fact]
    public void Nobody_is_stored_who_may_have_been_enrolled_at_the_other_meanwhile()
    {
        var searched = _other.Population.Additions;
        Assert.Null(_other.Population.Identify(Palm(1)).Palm);
        var palm = Enrol(_one, 1, out _);

        Assert.Null(_other.Enrol(_files.Enrolment(1, _otherStore.Tokens.Reserve(TempStore.Party)), searched));

        Assert.Equal(palm, _other.Population.Identify(Palm(1)).Palm);
        Assert.Equal(1, _otherStore.Persons.Count);
        Assert.NotNull(_other.Enrol(_files.Enrolment(11, _otherStore.Tokens.Reserve(TempStore.Party)), _other.Population.Additions));
    }

    [Fact]
    public void Of_two_that_follow_a_guest_list_one_applies_each_page()
    {
        Enrol(_one, 1, out var token);
        byte[] begin = new byte[GuestLists.CursorLength], end = [1, .. new byte[GuestLists.CursorLength - 1]];
        var page = TempStore.Page([TempStore.Show()], token) with { Cursor = end };

        Assert.True(new GuestListMirror(_one).Apply(TempStore.Party, page, begin));
        Assert.False(new GuestListMirror(_other).Apply(TempStore.Party, page, begin));

        Assert.Equal(end, new GuestListMirror(_other).CursorOf(TempStore.Party));
        Assert.NotNull(_other.Galleries.Find(TempStore.Show())!.Identify(Palm(1)).Palm);
    }

    [Fact]
    public void Whoever_is_further_behind_than_changes_are_kept_loads_everything_again()
    {
        var palm = Enrol(_one, 1, out var token);
        new GuestListMirror(_one).Apply(TempStore.Party, TempStore.Page([TempStore.Show()], token));
        var first = Enrol(_one, 21, out _);
        _other.FollowChanges();
        _one.DeletePersonOf(first, DeletionReason.Request);
        _files.Database.Execute(
            $"SELECT setval(pg_get_serial_sequence('changes', 'number'), {2 * Changes.Kept}); INSERT INTO changes(person) VALUES(NULL)");
        _oneStore.Changes.Trim();

        _other.FollowChanges();

        Assert.False(_other.IsPopulationLoaded);
        _other.LoadPopulation(TestContext.Current.CancellationToken);
        Assert.Equal(palm, _other.Population.Identify(Palm(1)).Palm);
        Assert.Equal(palm, _other.Galleries.Find(TempStore.Show())!.Identify(Palm(1)).Palm);
        Assert.Null(_other.Population.Identify(Palm(21)).Palm);
    }

    [Fact]
    public async Task The_hint_comes_without_waiting_for_the_next_look()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var looks = 0;
        var polling = new ChangePolling(_other, new FakeTimeProvider()).RunAsync(
            () =>
            {
                _other.FollowChanges();
                Interlocked.Increment(ref looks);
            },
            stop.Token);
        await Eventually.TrueAsync(() => Volatile.Read(ref looks) > 0, TestContext.Current.CancellationToken);

        var palm = Enrol(_one, 1, out _);

        await Eventually.TrueAsync(() => _other.Population.Identify(Palm(1)).Palm == palm, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await polling;
    }

    long Enrol(PalmRegister register, int seed, out byte[] token)
    {
        token = register.Store.Tokens.Reserve(TempStore.Party);
        return register.Enrol(_files.Enrolment(seed, token)).Palms[Vein.PalmSide.Left];
    }

    static VeinTemplate Palm(int seed) => TempStore.Sample(Vein.PalmSide.Left, TestTemplates.Palm(seed)).Template;
}
