using System.Security.Cryptography;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

/// <summary>Enrolment and deletion where everybody's palms are in shards of two matchers on one PostgreSQL.</summary>
public sealed class ShardDeskTests : IAsyncLifetime
{
    const int SampleCount = 6;
    readonly TempStore _files = new(DatabaseEngine.Postgres);
    readonly FakeTicketing _ticketing = new();
    readonly PalmStore _store;
    readonly PalmStore _otherStore;
    readonly TestShard[][] _shards;
    PalmRegister _register = null!;
    PalmRegister _other = null!;
    EnrolmentDesk _desk = null!;
    int _captures;

    public ShardDeskTests()
    {
        (_store, _otherStore) = (_files.Open(), _files.Open());
        _shards = ThreeShards.Of(_store);
    }

    public async ValueTask InitializeAsync()
    {
        _register = await ThreeShards.RegisterAsync(_store, _shards);
        _other = await ThreeShards.RegisterAsync(_otherStore, _shards);
        _desk = new EnrolmentDesk(_register, FakeTicketing.At("demo", _ticketing),
            new EnrolmentOptions { Consent = TempStore.ConsentText }, _files.Time);
    }

    public ValueTask DisposeAsync()
    {
        _desk.Dispose();
        _store.Dispose();
        _otherStore.Dispose();
        _files.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Whoever_is_enrolled_at_one_matcher_is_known_at_the_other_whichever_shard_has_the_palm()
    {
        for (var guest = 1; guest <= ThreeShards.Count; guest++)
        {
            var palms = _other.Enrol(_files.Enrolment(100 * guest, _otherStore.Tokens.Reserve(TempStore.Party))).Palms;
            _register.FollowChanges();
            await SendAsync(guest, 0, 100 * guest);
            var shard = _shards[palms[PalmSide.Left] % ThreeShards.Count].Single();
            Assert.Equal(palms[PalmSide.Left], await shard.NearestAsync(TestTemplates.Palm(100 * guest)));
            Assert.NotEqual(Decision.SampleAccepted, await SendAsync(guest, 1, 100 * guest));
        }

        Assert.Equal(ThreeShards.Count, _store.Persons.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SampleCount - 1)]
    public async Task While_a_shard_cannot_be_reached_nobody_is_enrolled_and_the_guest_is_to_try_again(int from)
    {
        for (byte i = 0; i < from; i++)
        {
            Assert.Equal(Decision.SampleAccepted, await SendAsync(1, i));
        }

        _shards[2][0].Fault = Task.FromException(new TimeoutException("It is gone."));
        Assert.Equal(Decision.Unavailable, await SendAsync(1, (byte)from));
        Assert.Equal((0, 0L), (_desk.PendingCount, _store.Persons.Count));

        _shards[2][0].Fault = null;
        Assert.Equal(Decision.Enrolled, await EnrolAsync(1));
    }

    [Fact]
    public async Task Of_two_who_enrol_one_palm_in_the_same_second_one_is_stored()
    {
        for (byte i = 0; i < SampleCount - 1; i++)
        {
            await SendAsync(1, i);
        }

        // The other matcher stores the palm after this one has begun its last search.
        _shards[0][0].Searching = () =>
        {
            _shards[0][0].Searching = () => { };
            _other.Enrol(_files.Enrolment(Palm(1, PalmSide.Left), _otherStore.Tokens.Reserve(TempStore.Party)));
        };

        Assert.NotEqual(Decision.Enrolled, await SendAsync(1, SampleCount - 1));
        Assert.Equal(1, _store.Persons.Count);
    }

    [Fact]
    public async Task Nobody_is_stored_who_may_have_been_enrolled_at_the_other_since_the_search()
    {
        var searched = _register.Population.Additions;
        Assert.Null((await _register.IdentifyAsync(TestTemplates.Parse(TestTemplates.Palm(1)))).Palm);
        var palms = _other.Enrol(_files.Enrolment(1, _otherStore.Tokens.Reserve(TempStore.Party))).Palms;

        Assert.Null(_register.Enrol(_files.Enrolment(1, _store.Tokens.Reserve(TempStore.Party)), searched));

        Assert.Equal(palms[PalmSide.Left], (await _register.IdentifyAsync(TestTemplates.Parse(TestTemplates.Palm(1)))).Palm);
        Assert.Equal(1, _store.Persons.Count);
    }

    [Fact]
    public async Task A_deleted_palm_is_in_no_shard_when_the_deletion_is_acknowledged()
    {
        var token = _store.Tokens.Reserve(TempStore.Party);
        var palms = _register.Enrol(_files.Enrolment(1, token)).Palms;
        var shard = _shards[palms[PalmSide.Left] % ThreeShards.Count][0];
        _other.FollowChanges();
        Assert.Equal(palms[PalmSide.Left], (await _other.IdentifyAsync(TestTemplates.Parse(TestTemplates.Palm(1)))).Palm);

        shard.Fault = Task.FromException(new TimeoutException("It is gone."));
        using var desk = new DeletionDesk(_register, FakeTicketing.At("demo", _ticketing));
        await Assert.ThrowsAsync<PopulationException>(() => DeleteAsync(desk));
        Assert.Equal(1, _register.UnfinishedDeletions);

        shard.Fault = null;
        desk.CatchUp();
        Assert.Equal((0, 0L), (_register.UnfinishedDeletions, _store.Persons.Count));
        Assert.NotEqual(palms[PalmSide.Left], await shard.NearestAsync(TestTemplates.Palm(1)));
        Assert.NotNull(await DeleteAsync(desk));

        Task<DeletionResult?> DeleteAsync(DeletionDesk desk) =>
            desk.DeleteAsync(SHA256.HashData(token), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_withdrawal_with_which_somebody_is_deleted_is_in_every_shard_when_it_is_acknowledged()
    {
        var token = _store.Tokens.Reserve(TempStore.Party);
        var palms = _register.Enrol(_files.Enrolment(1, token)).Palms;
        Assert.NotNull((await _register.IdentifyAsync(TestTemplates.Parse(TestTemplates.Palm(1)))).Palm);

        _register.Withdraw(SHA256.HashData(token));

        Assert.NotEqual(palms[PalmSide.Left], await _shards[palms[PalmSide.Left] % ThreeShards.Count][0].NearestAsync(TestTemplates.Palm(1)));
    }

    static int Palm(int guest, PalmSide side) => 1000 * guest + (int)side;

    async Task<Decision> EnrolAsync(int guest)
    {
        var decision = Decision.None;
        for (byte i = 0; i < SampleCount; i++)
        {
            decision = await SendAsync(guest, i);
        }

        return decision;
    }

    // No two captures are alike.
    async Task<Decision> SendAsync(int guest, byte sample, int? palm = null)
    {
        var side = sample < SampleCount / 2 ? PalmSide.Left : PalmSide.Right;
        var request = new MatchRequest { Purpose = MatchPurpose.Enrol, Side = side, Sample = sample, SampleCount = SampleCount };
        request.Link.AsSpan().Fill((byte)guest);
        TestTemplates.Capture(TestTemplates.Palm(palm ?? Palm(guest, side)), ++_captures).CopyTo(request.Template, 0);
        var from = new PedestalRequest("enrol-1", "demo", "main", (ulong)_captures, TimeSpan.FromSeconds(1));
        return (await _desk.KeepSampleAsync(from, request, TestContext.Current.CancellationToken)).Decision;
    }
}
