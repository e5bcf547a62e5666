using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pedestal.Hal;
using Pedestal.Messaging.Nodes;

namespace Pedestal.Messaging.Tests;

/// <summary>Services that share requests at a real broker, each with a clock of its own: one whose clock stands still is silent, as if frozen.</summary>
public sealed class SharedRequestsTests : IAsyncLifetime
{
    const string Request = "pedestal/v2/demo/gate-1/ticket/request";
    const int Sent = 12;

    // In hundredths of a second, as a sign has it.
    const byte Late = 100;

    // Four signs.
    const int Second = 4;

    readonly MosquittoServer _mosquitto = new();
    ServiceLink _pedestal = null!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _pedestal = new ServiceLink(new ServiceLinkOptions { Port = _mosquitto.Port, ClientId = "gate-1" }, NullLogger.Instance);
        await _pedestal.StartAsync(Stop);
        await _pedestal.WaitConnectedAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _pedestal.DisposeAsync();
        _mosquitto.Dispose();
    }

    [Fact]
    public async Task A_request_goes_to_one_of_those_that_are_alive_and_a_silent_one_is_left_out_until_it_gives_signs_again()
    {
        await using var a = await Node.StartAsync("a", _mosquitto.Port, Stop);
        await using var b = await Node.StartAsync("b", _mosquitto.Port, Stop);
        Assert.Contains("signs of life", a.Fault, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => AreSharedAsync(a, b), Stop);
        Assert.Null(a.Fault);

        await Eventually.TrueAsync(() => TakesAllAsync(b), Stop);
        await Eventually.TrueAsync(() => AreSharedAsync(a, b), Stop);

        await a.EndAsync(Stop);
        a.Taken.Clear();
        await Eventually.TrueAsync(() => TakesAllAsync(b), Stop);
        Assert.Empty(a.Taken);
    }

    [Fact]
    public async Task A_node_that_hears_the_broker_late_leaves_the_requests_to_one_that_hears_it_in_time()
    {
        await using var a = await Node.StartAsync("a", _mosquitto.Port, Stop);
        await using var b = await Node.StartAsync("b", _mosquitto.Port, Stop);
        await Eventually.TrueAsync(() => AreSharedAsync(a, b), Stop);

        await a.SignAsync(_pedestal, Late, Stop);
        await b.ReachAsync(_pedestal, Stop);
        await b.BeatAsync(Stop);
        await Eventually.TrueAsync(() => a.Fault?.Contains("late", StringComparison.Ordinal) == true, Stop);
        await Eventually.TrueAsync(async () =>
        {
            await SendAsync(a, b);
            return a.Taken.IsEmpty && b.Taken.Order().SequenceEqual(Numbers);
        }, Stop);

        await Eventually.TrueAsync(() => AreSharedAsync(a, b), Stop);
        Assert.Null(a.Fault);
    }

    [Fact]
    public async Task Where_all_hear_the_broker_late_they_share_its_requests_as_before()
    {
        await using var a = await Node.StartAsync("a", _mosquitto.Port, Stop);
        await using var b = await Node.StartAsync("b", _mosquitto.Port, Stop);
        await Eventually.TrueAsync(() => AreSharedAsync(a, b), Stop);

        // At first one of them alone is late, but not for long.
        await a.SignAsync(_pedestal, Late, Stop);
        await Eventually.TrueAsync(() => a.Fault is not null, Stop);
        await Eventually.TrueAsync(async () =>
        {
            await b.SignAsync(_pedestal, Late, Stop);
            await a.SignAsync(_pedestal, Late, Stop);
            await SendAsync(a, b);
            return a.Fault is null && IsShared(a, b);
        }, Stop);
    }

    [Fact]
    public async Task A_node_that_was_in_time_and_is_silent_or_late_is_missed()
    {
        await using var a = await Node.StartAsync("a", _mosquitto.Port, Stop);
        await using var b = await Node.StartAsync("b", _mosquitto.Port, Stop);
        await Eventually.TrueAsync(() => AreSharedAsync(a, b), Stop);
        Assert.Empty(b.Missed);

        // Silent.
        await BeatOnAsync(b, Second);
        Assert.Equal(["a"], b.Missed);
        b.Forget("a");
        Assert.Empty(b.Missed);

        // Late from its first sign, as one that starts.
        await BeatOnAsync(b, Second, before: () => a.SignAsync(_pedestal, Late, Stop));
        Assert.Empty(b.Missed);

        // Late after it was in time.
        b.Forget("a");
        await a.SignAsync(_pedestal, 0, Stop);
        await BeatOnAsync(b, 2);
        await BeatOnAsync(b, 3, before: () => a.SignAsync(_pedestal, Late, Stop));
        Assert.Empty(b.Missed);
        await BeatOnAsync(b, 2, before: () => a.SignAsync(_pedestal, Late, Stop));
        Assert.Equal(["a"], b.Missed);
    }

    [Fact]
    public async Task A_node_that_stood_still_misses_nobody()
    {
        await using var a = await Node.StartAsync("a", _mosquitto.Port, Stop);
        await using var b = await Node.StartAsync("b", _mosquitto.Port, Stop);
        await Eventually.TrueAsync(() => AreSharedAsync(a, b), Stop);

        b.StandStill();
        await b.BeatAsync(Stop);
        Assert.Empty(b.Missed);
        await BeatOnAsync(b, Second);
        Assert.Empty(b.Missed);
    }

    [Fact]
    public async Task A_broker_without_shared_subscriptions_is_named_as_the_fault()
    {
        await using var broker = new EmbeddedBroker(new BrokerOptions { Port = 0 }, NullLogger<EmbeddedBroker>.Instance);
        await broker.StartAsync(Stop);
        await using var node = Node.Of("a", broker.BoundPort);
        await node.BeginAsync(Stop);
        await Eventually.TrueAsync(() => node.Fault?.Contains("use Mosquitto", StringComparison.Ordinal) == true, Stop);
    }

    async Task BeatOnAsync(Node node, int beats, Func<Task>? before = null)
    {
        for (var beat = 0; beat < beats; beat++)
        {
            await (before?.Invoke() ?? Task.CompletedTask);
            await node.ReachAsync(_pedestal, Stop);
            await node.BeatAsync(Stop);
        }
    }

    // Each request once, and each node some. Both give a sign of life first.
    async Task<bool> AreSharedAsync(Node a, Node b)
    {
        await a.BeatAsync(Stop);
        await b.BeatAsync(Stop);
        await SendAsync(a, b);
        return IsShared(a, b);
    }

    static bool IsShared(Node a, Node b) =>
        !a.Taken.IsEmpty && !b.Taken.IsEmpty && a.Taken.Concat(b.Taken).Order().SequenceEqual(Numbers);

    // Only this node gives signs of life.
    async Task<bool> TakesAllAsync(Node node)
    {
        await node.BeatAsync(Stop);
        await SendAsync(node);
        return node.Taken.Order().SequenceEqual(Numbers);
    }

    static IEnumerable<byte> Numbers => Enumerable.Range(1, Sent).Select(n => (byte)n);

    // A node that has the last message has all of its requests, because a broker keeps a sender's order.
    async Task SendAsync(params Node[] nodes)
    {
        foreach (var node in nodes)
        {
            node.Taken.Clear();
        }

        foreach (var number in Numbers)
        {
            Assert.True(await _pedestal.PublishAsync(Request, [number], Stop));
        }

        await Task.WhenAll(nodes.Select(node => node.ReachAsync(_pedestal, Stop)));
    }

    /// <summary>One of several services.</summary>
    sealed class Node : IAsyncDisposable
    {
        readonly string _name;
        readonly FakeTimeProvider _time = new();
        readonly ServiceLinks _links;
        readonly SharedRequests _requests;
        readonly ConcurrentDictionary<string, TaskCompletionSource> _marks = new();
        int _mark;
        volatile int _beats;

        Node(string name, int port)
        {
            _name = name;
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

        internal static Node Of(string name, int port) => new(name, port);

        internal static async Task<Node> StartAsync(string name, int port, CancellationToken stop)
        {
            var node = Of(name, port);
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
            await _requests.SubscribeAsync((_, payload, _) =>
            {
                Taken.Add(payload.Span[0]);
                return Task.CompletedTask;
            }, stop);
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

        internal Task EndAsync(CancellationToken stop) => _requests.UnsubscribeAsync(stop);
    }
}
