using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Pedestal.Messaging.Tests;

/// <summary>A queue with one place in virtual time; each request is finished when the test says so.</summary>
sealed class OneWorker
{
    public static readonly byte[] Served = [1];
    public static readonly byte[] Refused = [2];

    readonly Channel<string> _started = Channel.CreateUnbounded<string>();
    readonly SemaphoreSlim _done = new(0);
    readonly Dictionary<string, Task<byte[]>> _replies = [];
    readonly UrgencyQueue _queue;
    readonly bool _computes;

    public OneWorker(bool computes, int capacity = 100, int ofOneDevice = 100)
    {
        var limits = new QueueLimits(capacity, ofOneDevice, Speaks: device => device == "speaker");
        _computes = computes;
        _queue = computes ? new ComputingQueue(limits, Time, _ => Refused, () => false, places: 1)
            : new AwaitingQueue(places: 1, limits, Time, _ => Refused);
    }

    public FakeTimeProvider Time { get; } = new();

    public void Add(string name, int budget, string device = "gate-1") => _replies[name] = Add(budget, async () =>
    {
        Assert.True(_started.Writer.TryWrite(name));
        var done = _done.WaitAsync(TestContext.Current.CancellationToken);
        if (_computes)
        {
            done.Wait(TestContext.Current.CancellationToken);
        }

        await done;
        return Served;
    }, device);

    public Task<byte[]> Add(int budget, Func<Task<byte[]>> handler, string device = "gate-1")
    {
        var added = new WaitingRequest(
            new SealedRequest(device, 1, [], TimeSpan.FromMilliseconds(budget), Time.GetTimestamp(), Time), handler);
        _queue.Add(added);
        return added.Reply.Task;
    }

    /// <summary>Adds a request while the worker is free and waits until it starts.</summary>
    public async Task StartAsync(string name, int budget)
    {
        Add(name, budget);
        Assert.Equal(name, await NextAsync());
    }

    /// <summary>Runs one request of the given duration, so that the queue learns how long requests take.</summary>
    public async Task LearnAsync(int milliseconds)
    {
        await StartAsync("learnt from", milliseconds);
        Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Null(await FinishAsync());
        _replies.Clear();
    }

    /// <summary>The request that starts next; null when all have their replies.</summary>
    public async Task<string?> NextAsync()
    {
        var started = _started.Reader.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask();
        await Task.WhenAny(started, Task.WhenAll(_replies.Values));
        return _started.Reader.TryRead(out var name) ? name : null;
    }

    /// <summary>Finishes the current request; returns the one that starts next, or null.</summary>
    public Task<string?> FinishAsync()
    {
        _done.Release();
        return NextAsync();
    }

    public bool HasReply(string name) => _replies[name].IsCompleted;

    public Task<byte[]> ReplyOf(string name) => _replies[name];
}
