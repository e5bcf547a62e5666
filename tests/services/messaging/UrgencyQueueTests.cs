using CsCheck;

namespace Pedestal.Messaging.Tests;

/// <summary>What both kinds of queue do.</summary>
public abstract class UrgencyQueueTests
{
    readonly bool _computes;
    readonly OneWorker _worker;

    protected UrgencyQueueTests(bool computes) => (_computes, _worker) = (computes, new OneWorker(computes));

    private protected OneWorker Worker => _worker;

    [Fact]
    public async Task The_most_urgent_is_served_first()
    {
        await _worker.StartAsync("first", 1000);
        _worker.Add("patient", 900);
        _worker.Add("urgent", 200);
        _worker.Add("between", 500);

        Assert.Equal("urgent", await _worker.FinishAsync());
        Assert.Equal("between", await _worker.FinishAsync());
        Assert.Equal("patient", await _worker.FinishAsync());
    }

    [Fact]
    public async Task A_request_that_has_waited_is_served_before_a_newcomer_with_slightly_less_time_left()
    {
        await _worker.StartAsync("first", 1000);
        _worker.Add("old", 600);
        _worker.Time.Advance(TimeSpan.FromMilliseconds(50));
        _worker.Add("new", 580);

        Assert.Equal("old", await _worker.FinishAsync());
    }

    [Fact]
    public async Task A_request_that_cannot_be_served_in_time_is_refused_while_the_worker_is_busy()
    {
        await _worker.LearnAsync(100);
        await _worker.StartAsync("first", 1000);
        _worker.Add("in time", 1000);
        _worker.Add("too late", 150);

        Assert.Equal(OneWorker.Refused, await _worker.ReplyOf("too late"));
        Assert.False(_worker.HasReply("in time"));
    }

    [Fact]
    public async Task Nobody_waits_so_long_that_the_request_would_be_sent_again_meanwhile()
    {
        const int Work = 50;
        var fit = (int)(Forecast.LongestWait / TimeSpan.FromMilliseconds(Work));
        await _worker.LearnAsync(Work);
        await _worker.StartAsync("first", 10_000);
        for (var i = 0; i < fit; i++)
        {
            _worker.Add($"waits {i}", 10_000);
            Assert.False(_worker.HasReply($"waits {i}"));
        }

        _worker.Add("one more", 10_000);

        Assert.True(_worker.HasReply("one more"), "It waits for a thread of the pool, or for its turn.");
        Assert.Equal(OneWorker.Refused, await _worker.ReplyOf("one more"));
    }

    [Fact]
    public async Task A_more_urgent_request_displaces_one_that_can_no_longer_be_served_in_time()
    {
        await _worker.LearnAsync(100);
        await _worker.StartAsync("first", 1000);
        _worker.Add("behind", 600);
        Assert.False(_worker.HasReply("behind"));
        _worker.Add("urgent", 590);

        Assert.Equal(OneWorker.Refused, await _worker.ReplyOf("behind"));
        Assert.Equal("urgent", await _worker.FinishAsync());
    }

    [Fact]
    public async Task A_request_that_expired_in_the_queue_is_refused_and_the_next_is_served()
    {
        await _worker.StartAsync("first", 1000);
        _worker.Add("short", 50);
        _worker.Add("long", 900);
        _worker.Time.Advance(TimeSpan.FromMilliseconds(60));

        Assert.Equal("long", await _worker.FinishAsync());
        Assert.Equal(OneWorker.Refused, await _worker.ReplyOf("short"));
    }

    [Fact]
    public async Task A_full_queue_refuses_the_least_urgent_request()
    {
        var worker = new OneWorker(_computes, capacity: 2);
        await worker.StartAsync("first", 1000);
        worker.Add("a", 500);
        worker.Add("least", 900);
        worker.Add("b", 600);

        Assert.Equal(OneWorker.Refused, await worker.ReplyOf("least"));
        Assert.Equal("a", await worker.FinishAsync());
        Assert.Equal("b", await worker.FinishAsync());
    }

    [Fact]
    public async Task One_device_gets_a_limited_share_of_the_queue_and_a_speaker_for_many_gets_all_of_it()
    {
        var worker = new OneWorker(_computes, capacity: 6, ofOneDevice: 2);
        await worker.StartAsync("first", 1000);
        worker.Add("a", 500);
        worker.Add("b", 510);
        worker.Add("greedy", 400);
        worker.Add("other", 520, "gate-2");
        worker.Add("spoken 1", 530, "speaker");
        worker.Add("spoken 2", 540, "speaker");
        worker.Add("spoken 3", 550, "speaker");

        Assert.Equal(OneWorker.Refused, await worker.ReplyOf("greedy"));
        foreach (var name in new[] { "a", "b", "other", "spoken 1", "spoken 2", "spoken 3" })
        {
            Assert.Equal(name, await worker.FinishAsync());
        }
    }

    [Fact]
    public async Task A_place_becomes_free_once_its_request_is_served()
    {
        var worker = new OneWorker(_computes, ofOneDevice: 1);
        await worker.StartAsync("first", 1000);
        worker.Add("second", 1000);
        Assert.Equal("second", await worker.FinishAsync());
        worker.Add("third", 1000);

        Assert.Equal("third", await worker.FinishAsync());
    }

    [Fact]
    public async Task A_handler_has_the_scope_of_its_own_request_whoever_starts_it()
    {
        var scope = new AsyncLocal<string> { Value = "first" };
        var seen = "nothing";
        await _worker.StartAsync("first", 1000);
        scope.Value = "second";
        var second = _worker.Add(900, () =>
        {
            seen = scope.Value;
            return Task.FromResult(OneWorker.Served);
        });
        scope.Value = "third";
        await _worker.FinishAsync();

        Assert.Equal(OneWorker.Served, await second);
        Assert.Equal("second", seen);
    }

    [Fact]
    public async Task The_queue_recovers_after_a_slow_spell()
    {
        await _worker.LearnAsync(5000);
        await _worker.StartAsync("alone", 100);
        Assert.Null(await _worker.FinishAsync());

        Assert.Equal(OneWorker.Served, await _worker.ReplyOf("alone"));
    }

    [Fact]
    public async Task A_failing_handler_does_not_stop_the_queue()
    {
        await Assert.ThrowsAsync<IOException>(
            () => _worker.Add(1000, () => Task.FromException<byte[]>(new IOException("gone"))));
        await _worker.StartAsync("next", 1000);
    }

    /// <summary>Arrivals at up to ten times the worker's rate; each is a gap and a budget in milliseconds.</summary>
    [Fact]
    public void Under_overload_whatever_is_served_is_served_in_time() =>
        Gen.Select(Gen.Int[0, 15], Gen.Int[20, 400]).Array[1, 60].Sample(
            arrivals => AllServedInTimeAsync(arrivals).GetAwaiter().GetResult(), iter: 200);

    async Task AllServedInTimeAsync((int Gap, int Budget)[] arrivals)
    {
        const int Work = 15;
        var worker = new OneWorker(_computes);
        await worker.LearnAsync(Work);
        var now = 0;
        var doneAt = int.MaxValue;
        var current = default(string);
        var deadlines = new Dictionary<string, int>();
        var coming = new Queue<(int At, int Budget)>();
        foreach (var (gap, budget) in arrivals)
        {
            coming.Enqueue(((coming.Count == 0 ? 0 : coming.Last().At) + gap, budget));
        }

        while (coming.Count > 0 || current is not null)
        {
            var arrives = coming.Count > 0 && coming.Peek().At < doneAt;
            var at = arrives ? coming.Peek().At : doneAt;
            worker.Time.Advance(TimeSpan.FromMilliseconds(at - now));
            now = at;
            if (arrives)
            {
                var name = $"{deadlines.Count}";
                deadlines[name] = now + coming.Peek().Budget;
                worker.Add(name, coming.Dequeue().Budget);
                current ??= await worker.NextAsync();
                doneAt = doneAt == int.MaxValue ? now + Work : doneAt;
            }
            else
            {
                Assert.True(now <= deadlines[current!], $"{current} was served {now - deadlines[current!]} ms late");
                current = await worker.FinishAsync();
                doneAt = current is null ? int.MaxValue : now + Work;
            }
        }

        Assert.Contains(deadlines.Keys, name => worker.ReplyOf(name).Result == OneWorker.Served);
    }
}
