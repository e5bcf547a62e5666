using Microsoft.Extensions.Logging;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// A service's end of the sealed messages. It opens requests; refuses forged and replayed ones and those above a device's
/// limit; offers a session to a device without one; sends resends the decision already made; passes new requests to the
/// handler by urgency; and seals the replies.
/// </summary>
public sealed class SealedEndpoint
{
    // A lane serves one guest at a time; further requests come from attempts that it has given up.
    const int WaitingOfOneDevice = 4;
    const int WaitingOfAll = 512;
    const int PoolBacklog = 32;

    readonly MessageType _request;
    readonly MessageType _reply;
    readonly ICipher _cipher;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly Func<SealedRequest, CancellationToken, Task<byte[]>> _handler;
    readonly Func<Decision, byte, byte[]> _fallback;
    readonly RequestOpener _opener;
    readonly DecisionCache _decisions;
    readonly KeySessions _sessions;
    readonly DropLog _drops;
    readonly UrgencyQueue _queue;

    /// <summary>Creates an endpoint. The cipher is used from several threads at once.</summary>
    /// <param name="keys">The devices that may send requests.</param>
    /// <param name="request">The type of the requests handled here.</param>
    /// <param name="reply">The type of the replies.</param>
    /// <param name="cipher">The primitives.</param>
    /// <param name="time">The clock of the budgets and of the memory for resends.</param>
    /// <param name="logger">Logs everything dropped, never its contents.</param>
    /// <param name="handler">Turns a request into the body of its reply; runs once per device and request id.</param>
    /// <param name="fallback">
    /// The reply body, with its notes, when the handler gives none: TooLate, Unavailable (the handler failed), Refused (the id belongs to
    /// another request).
    /// </param>
    /// <param name="speaks">Whether a device speaks for many; of every other device only a few requests may wait.</param>
    /// <param name="limit">How many requests of a device are accepted; <see cref="RateLimit.OfDevice"/> if null.</param>
    /// <param name="atOnce">
    /// Requests worked on until their reply at once; null for one per processor, without a handler's work after its first await.
    /// </param>
    /// <param name="node">The service's name among several that share the requests; empty for the only one.</param>
    public SealedEndpoint(
        KeyRing keys,
        MessageType request,
        MessageType reply,
        ICipher cipher,
        TimeProvider time,
        ILogger logger,
        Func<SealedRequest, CancellationToken, Task<byte[]>> handler,
        Func<Decision, byte, byte[]> fallback,
        Predicate<string>? speaks = null,
        RateLimit? limit = null,
        int? atOnce = null,
        string node = "")
    {
        _sessions = new KeySessions(cipher, time, node);
        _opener = new RequestOpener(
            keys, request, _sessions, new DeviceLimits(limit ?? RateLimit.OfDevice, speaks, time), time, logger);
        _request = request;
        _reply = reply;
        _cipher = cipher;
        _time = time;
        _logger = logger;
        _handler = handler;
        _fallback = fallback;
        _decisions = new DecisionCache(time);
        _drops = new DropLog(request.ToString(), time, logger);
        var limits = new QueueLimits(WaitingOfAll, WaitingOfOneDevice, speaks);
        _queue = atOnce is { } places ? new AwaitingQueue(places, limits, time, Shed)
            : new ComputingQueue(limits, time, Shed, IsPoolBehind, Environment.ProcessorCount);
    }

    /// <summary>Called for every request that is refused because others are more urgent.</summary>
    public Action? OnShed { get; init; }

    /// <summary>How long a device's message takes before it is handed in (<see cref="IServiceLink.Lag"/>).</summary>
    public Func<string, TimeSpan> Lag { get; init; } = _ => TimeSpan.Zero;

    /// <summary>Called for every message that is not a valid request of a device; it gets no reply.</summary>
    public Action? OnDropped { get; init; }

    /// <summary>
    /// Handles one received message. Returns the sealed reply, or null when nothing must be sent: the message is not a request,
    /// or it resends one whose decision is pending and gets its reply then. The request is opened and its session checked
    /// before the first await, so messages must be handed in in order of arrival.
    /// </summary>
    public Task<byte[]?> HandleAsync(string device, ReadOnlyMemory<byte> payload, CancellationToken cancellation) =>
        HandleAsync(device, payload, Lag(device), cancellation);

    /// <summary>Does the same with a message that has been on its way for some time, as another node has measured it.</summary>
    public async Task<byte[]?> HandleAsync(string device, ReadOnlyMemory<byte> payload, TimeSpan age, CancellationToken cancellation)
    {
        var arrival = _time.GetTimestamp() - (long)(age.TotalSeconds * _time.TimestampFrequency);
        var envelope = new Envelope(_cipher);
        var fault = _opener.Open(envelope, device, payload, out var key, out var isFresh);
        if (fault != null)
        {
            _drops.Dropped(
                Topics.IsName(device) ? device : "(invalid name)", fault, isKnown: fault != RequestOpener.UnknownDevice);
            OnDropped?.Invoke();
            return null;
        }

        // No reply carries the time left: whoever holds a pedestal's key must not learn to the millisecond how long a search
        // took.
        var budget = TimeSpan.FromMilliseconds(envelope.RemainingMilliseconds);
        envelope.RemainingMilliseconds = 0;
        if (!isFresh)
        {
            envelope.Type = MessageType.SessionOffer;
            return envelope.Seal(key!.Key, _sessions.Offer(key));
        }

        var request = new SealedRequest(device, envelope.RequestId, envelope.Body, budget, arrival, _time);
        using var scope = _logger.BeginScope(new RequestScope(device, request.RequestId));
        var body = await DecideAsync(request, cancellation);
        if (body is null)
        {
            return null;
        }

        envelope.Type = _reply;
        return envelope.Seal(key!.Key, body);
    }

    /// <summary>Ends the device's sessions, because another node has served it since or will from now on.</summary>
    public void EndSessions(string device) => _opener.EndSessions(device);

    async Task<byte[]?> DecideAsync(SealedRequest request, CancellationToken cancellation)
    {
        var waiting = new WaitingRequest(request, () => RunAsync(request, cancellation));
        var entry = _decisions.GetOrAdd(request, waiting.Reply.Task, out var isNew);
        if (entry is null)
        {
            _drops.Dropped(request.Device, "request id of another request");
            return _fallback(Decision.Refused, 0);
        }

        var isAwaited = entry.TryAwait();
        if (isNew)
        {
            Start(waiting);
        }

        if (!isAwaited)
        {
            // Resent before the decision: the resend replaces the earlier message, and one reply serves both.
            entry.Resent(request);
            return null;
        }

        var decision = entry.Reply;
        try
        {
            // A resend may itself be out of time and still learn a decision made earlier.
            var remaining = request.Remaining;
            await ((Task)decision)
                .WaitAsync(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, _time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            entry.EndAwait();
        }

        cancellation.ThrowIfCancellationRequested();
        return decision.IsCompleted ? await OutcomeAsync(request, decision) : _fallback(Decision.TooLate, 0);
    }

    async Task<byte[]> OutcomeAsync(SealedRequest request, Task<byte[]> decision)
    {
        try
        {
            return await decision;
        }
        catch (OperationCanceledException)
        {
            _decisions.Forget(request.Device, request.RequestId, decision);
            return _fallback(Decision.TooLate, 0);
        }
        catch (Exception e)
        {
            _decisions.Forget(request.Device, request.RequestId, decision);
            _logger.LogError(e, "Handling a {Type} from {Device} failed", _request, request.Device);
            return _fallback(Decision.Unavailable, 0);
        }
    }

    void Start(WaitingRequest waiting)
    {
        if (waiting.Request.Remaining <= TimeSpan.Zero)
        {
            waiting.Reply.SetResult(_fallback(Decision.TooLate, AdmissionNotes.NotBegun));
        }
        else
        {
            _queue.Add(waiting);
        }
    }

    // The thread pool receives the messages, so its backlog consists mostly of messages.
    static bool IsPoolBehind() => ThreadPool.PendingWorkItemCount > PoolBacklog;

    byte[] Shed(SealedRequest request)
    {
        OnShed?.Invoke();
        _drops.Dropped(request.Device, "overload: refused at once as too late");
        return _fallback(Decision.TooLate, AdmissionNotes.NotBegun);
    }

    async Task<byte[]> RunAsync(SealedRequest request, CancellationToken cancellation)
    {
        if (request.Remaining is var left && left <= TimeSpan.Zero)
        {
            // It was in time when its turn came, and this thread stood still.
            return Shed(request);
        }

        using var deadline = new CancellationTokenSource(left, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        return await _handler(request, either.Token);
    }
}
