using Microsoft.Extensions.Time.Testing;
using Pedestal.Matching;
using Pedestal.Vein;

namespace Pedestal.Identity.Tests;

/// <summary>Everybody's palms in three shards: the results of one gallery, and none while a shard does not reply.</summary>
public sealed class PopulationShardsTests : IDisposable
{
    readonly TempStore _files = new();
    readonly PalmStore _store;

    public PopulationShardsTests() => _store = _files.Open();

    public void Dispose()
    {
        _store.Dispose();
        _files.Dispose();
    }

    /// <summary>More templates than one gallery compares closely; more palms than a cohort has.</summary>
    [Theory]
    [InlineData(30, 9, 240)]
    [InlineData(98, 1, 120)]
    public async Task Shards_find_what_one_gallery_finds(int persons, int perPalm, int probes)
    {
        const int Seed = 31_000;
        for (var palm = Seed; palm < Seed + 2 * persons; palm += 2)
        {
            _store.Persons.Enrol(new Enrolment(_files.Consent(_store.Tokens.Reserve(TempStore.Party)),
                [.. Samples(PalmSide.Left, palm, perPalm), .. Samples(PalmSide.Right, palm + 1, perPalm)]));
        }

        var whole = TempStore.Register(_store);
        var shards = await ThreeShards.RegisterAsync(_store, ThreeShards.Of(_store));
        Assert.Equal(whole.PopulationCounts, shards.PopulationCounts);
        var found = 0;
        await Parallel.ForAsync(0, probes, TestContext.Current.CancellationToken, async (i, _) =>
        {
            // Better and worse captures of enrolled palms, copies of them, and strangers.
            var palm = Seed + i % (2 * persons) + (i % 4 == 3 ? 2 * persons : 0);
            var probe = i % 50 == 0
                ? Samples(PalmSide.Left, palm, 1).Single().Template
                : TestTemplates.Parse(TestTemplates.Capture(TestTemplates.Palm(palm), i, 0.02 + i % 17 * 0.02));

            var (expected, actual) = (await whole.IdentifyAsync(probe), await shards.IdentifyAsync(probe));

            if (expected.Palm is not null)
            {
                Assert.Equal(expected, actual);
                Interlocked.Increment(ref found);
            }
            else
            {
                // Whose palm is a stranger's nearest depends on which are compared closely.
                Assert.Null(actual.Palm);
            }
        });

        Assert.InRange(found, probes / 4, 3 * probes / 4);
    }

    [Fact]
    public async Task A_small_population_is_judged_as_in_one_gallery_while_it_grows_and_shrinks()
    {
        var (whole, shards) = (TempStore.Register(_store), await ThreeShards.RegisterAsync(_store, ThreeShards.Of(_store)));
        var persons = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            var token = _store.Tokens.Reserve(TempStore.Party);
            persons.Add((await Task.Run(() => shards.Enrol(_files.Enrolment(2 * i, token)))).Person);
            whole.FollowChanges();
            Assert.Equal(await whole.IdentifyAsync(Probe(2 * i)), await shards.IdentifyAsync(Probe(2 * i)));
        }

        foreach (var person in persons.Take(6))
        {
            shards.DeletePerson(person, DeletionReason.Request);
            whole.FollowChanges();
            Assert.Equal(await whole.IdentifyAsync(Probe(20)), await shards.IdentifyAsync(Probe(20)));
        }
    }

    [Fact]
    public async Task A_search_has_seen_whoever_was_enrolled_before_it()
    {
        var register = await ThreeShards.RegisterAsync(_store, ThreeShards.Of(_store));
        Assert.Null((await register.IdentifyAsync(Probe(1))).Palm);

        var enrolled = register.Enrol(_files.Enrolment(1, _store.Tokens.Reserve(TempStore.Party)));

        Assert.Equal(enrolled.Palms[PalmSide.Left], (await register.IdentifyAsync(Probe(1))).Palm);
        Assert.Equal(enrolled.Palms[PalmSide.Right], (await register.IdentifyAsync(Probe(2))).Palm);
    }

    [Fact]
    public async Task Without_a_reply_of_one_shard_there_is_no_result()
    {
        var clock = new FakeTimeProvider();
        var shards = ThreeShards.Of(_store);
        var register = await ThreeShards.RegisterAsync(_store, shards, clock);

        shards[1][0].Fault = Task.FromException(new TimeoutException("It is gone."));
        var refusal = await Assert.ThrowsAsync<PopulationException>(() => register.IdentifyAsync(Probe(1)));
        Assert.Contains("Shard 2 of 3", refusal.Message, StringComparison.Ordinal);

        shards[1][0].Fault = new TaskCompletionSource().Task;
        var search = register.IdentifyAsync(Probe(1));
        Assert.False(search.IsCompleted);
        await Eventually.TrueAsync(() =>
        {
            clock.Advance(PopulationShards.Patience);
            return search.IsCompleted;
        }, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<PopulationException>(() => search);
    }

    [Fact]
    public async Task Another_copy_is_asked_when_one_is_lost_or_slow()
    {
        var clock = new FakeTimeProvider();
        var shards = ThreeShards.Of(_store, copies: 2);
        var register = await ThreeShards.RegisterAsync(_store, shards, clock);
        register.Enrol(_files.Enrolment(1, _store.Tokens.Reserve(TempStore.Party)));

        shards[0][0].Fault = Task.FromException(new TimeoutException("It is gone."));
        Assert.NotNull((await register.IdentifyAsync(Probe(1))).Palm);

        var isAsked = false;
        shards[0][0].Fault = new TaskCompletionSource().Task;
        shards[0][1].Searching = () => Volatile.Write(ref isAsked, true);
        var search = register.IdentifyAsync(Probe(1));
        await Eventually.TrueAsync(() =>
        {
            if (!Volatile.Read(ref isAsked))
            {
                clock.Advance(PopulationShards.BeforeNext);
            }

            return search.IsCompleted;
        }, TestContext.Current.CancellationToken);
        Assert.NotNull((await search).Palm);
    }

    [Fact]
    public async Task A_shard_that_begins_again_is_loaded_by_being_asked()
    {
        var enrolled = _files.Enrol(_store, 1).Person;
        var shards = ThreeShards.Of(_store);
        var register = await ThreeShards.RegisterAsync(_store, shards);
        var number = enrolled.Palms[PalmSide.Left] % ThreeShards.Count;
        shards[number][0] = new TestShard(_store, new Shard((int)number, ThreeShards.Count));

        await Assert.ThrowsAsync<PopulationException>(() => register.IdentifyAsync(Probe(1)));
        await ThreeShards.LoadAsync(register);

        Assert.Equal(enrolled.Palms[PalmSide.Left], (await register.IdentifyAsync(Probe(1))).Palm);
    }

    [Fact]
    public async Task A_shard_that_is_not_loaded_says_nothing_of_its_palms()
    {
        _files.Enrol(_store, 1);
        using var shard = new PopulationShard(_store, new Shard(0, ThreeShards.Count));

        Assert.Null(await shard.SearchAsync(TestTemplates.Palm(1), _store.Changes.Last));
        await Assert.ThrowsAsync<PopulationException>(shard.CohortAsync);
    }

    [Fact]
    public async Task A_shard_that_is_further_behind_than_changes_are_kept_is_loaded_again_before_it_is_searched()
    {
        var shards = ThreeShards.Of(_store);
        var register = await ThreeShards.RegisterAsync(_store, shards);
        var palm = _files.Enrol(_store, 1).Person.Palms[PalmSide.Left];
        _files.Database.Execute($"INSERT INTO changes(number, person) VALUES({2 * Changes.Kept}, NULL)");
        _store.Changes.Trim();
        register.FollowChanges();

        await Assert.ThrowsAsync<PopulationException>(() => register.IdentifyAsync(Probe(1)));
        register.LoadPopulation(TestContext.Current.CancellationToken);
        await ThreeShards.LoadAsync(register);

        Assert.Equal(palm, (await register.IdentifyAsync(Probe(1))).Palm);
    }

    static IEnumerable<EnrolmentSample> Samples(PalmSide side, int palm, int count) => Enumerable.Range(1, count)
        .Select(sample => TempStore.Sample(side, TestTemplates.Capture(TestTemplates.Palm(palm), 10 * palm + sample)));

    static VeinTemplate Probe(int seed) => TestTemplates.Parse(TestTemplates.Capture(TestTemplates.Palm(seed), seed));
}
