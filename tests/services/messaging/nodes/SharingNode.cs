using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Hal;
using Pedestal.Messaging.Nodes;

namespace Pedestal.Messaging.Tests;

/// <summary>One of several services that share requests, with a clock of its own.</summary>
sealed class SharingNode : IAsyncDisposable
{
    readonly string _name;
    readonly FakeTimeProvider _time = new();
    readonly ServiceLinks _links;
    readonly SharedRequests _requests;
    readonly ConcurrentDictionary<string, TaskCompletionSource> _marks = new();
    int _mark;
    volatile int _beats;

    readonly Func<IReadOnlyCollection<string>>? _devices;

    SharingNode(string name, int port, Func<IReadOnlyCollection<string>>? devices)
    {
        (_name, _devices) = (name, devices);
        var options = SharedRequests.Options(new ServiceLinkOptions { Port = port, ClientId = "ticketing" }, "demo", "ticketing", name);
        _links = ServiceLinks.To(options, [], NullLogger.Instance);
        _requests = new SharedRequests(_links, "demo", "ticketing", name, Channel.TicketRequest, _time, NullLogger.Instance);
    }

    internal ConcurrentBag<byte> Taken { get; } = [];

    internal string? Fault => _links.Fault ?? _requests.Fault;

    internal IReadOnlyCollection<string> Missed => _requests.Missed;

    public async ValueTask DisposeAsync()
    {
        await _requests.DisposeAsync();
        await _links.DisposeAsync();
    }

    // Takes requests of all devices, or those of its share of these.
    internal static SharingNode Of(string name, int port, Func<IReadOnlyCollection<string>>? devices = null) => new(name, port, devices);

    internal static async Task<SharingNode> StartAsync(string name, int port, Func<IReadOnlyCollection<string>>? devices, CancellationToken stop)
    {
        var node = Of(name, port, devices);
        await node.BeginAsync(stop);
        await node._links.WaitConnectedAsync(stop);
        return node;
    }

    internal async Task BeginAsync(CancellationToken stop)
    {
        await _links.SubscribeAsync($"mark/{_name}/+", (topic, _) =>
        {
            _marks[topic].TrySetResult();
            return Task.CompletedTask;
        }, stop);
        await _links.SubscribeAsync($"pedestal/v2/demo/ticketing/node/{_name}", (_, _) =>
        {
            _beats++;
            return Task.CompletedTask;
        }, stop);
        await (_devices is null ? _requests.SubscribeBySessionAsync(TakeAsync, stop) : _requests.SubscribeByDeviceAsync(_devices, TakeAsync, stop));
        await _links.StartAsync(stop);
    }

    internal void Forget(string node) => _requests.Forget(node);

    // For five seconds, as if frozen.
    internal void StandStill() => _time.Advance(TimeSpan.FromSeconds(5));

    // Until its sign of life is back.
    internal async Task BeatAsync(CancellationToken stop)
    {
        var before = _beats;
        _time.Advance(TimeSpan.FromMilliseconds(250));
        await Eventually.TrueAsync(() => _beats > before, stop);
    }

    // A sign that says how late it hears the broker.
    internal async Task SignAsync(ServiceLink sender, byte lag, CancellationToken stop) =>
        Assert.True(await sender.PublishAsync($"pedestal/v2/demo/ticketing/node/{_name}", [1, lag], stop));

    internal async Task ReachAsync(ServiceLink sender, CancellationToken stop)
    {
        var topic = $"mark/{_name}/{++_mark}";
        _marks[topic] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await sender.PublishAsync(topic, [], stop);
        await _marks[topic].Task.WaitAsync(stop);
    }

    // It goes on for as long as the others may need to take over.
    internal Task BeginEndAsync(CancellationToken stop) => _requests.UnsubscribeAsync(stop);

    internal async Task EndAsync(Task begun, CancellationToken stop)
    {
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
            return begun.IsCompleted;
        }, stop);
        await begun;
    }

    Task TakeAsync(string topic, ReadOnlyMemory<byte> payload, IServiceLink way)
    {
        Taken.Add(payload.Span[0]);
        return Task.CompletedTask;
    }
}
