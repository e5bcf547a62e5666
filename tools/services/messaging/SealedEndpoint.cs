using Microsoft.Extensions.Logging;
using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Messaging;

/// <summary>
/// A service's side of the sealed exchange: opens requests, refuses what is forged, replayed or too much of one device,
/// offers a session to what has none, answers resends with the decision already made, takes the others to the handler by urgency, and seals the replies.
/// </summary>
public sealed class SealedEndpoint
{
    // A lane has one guest at a time; the others are on their way from attempts that it gave up.
    const int WaitingOfOneDevice = 4;
    const int WaitingOfAll = 512;
    const int PoolBacklog = 32;

    readonly MessageType _request;
    readonly MessageType _reply;
    readonly ICipher _cipher;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly Func<SealedRequest, CancellationToken, Task<byte[]>> _handler;
    readonly Func<Decision, byte[]> _fallback;
    readonly RequestOpener _opener;
    readonly DecisionCache _decisions;
    readonly KeySessions _sessions;
    readonly DropLog _drops;
    readonly UrgencyQueue _queue;

    /// <summary>Creates an endpoint. The cipher is used from several threads at once.</summary>
    /// <param name="keys">The devices that may ask.</param>
    /// <param name="request">The type of the requests answered here.</param>
    /// <param name="reply">The type of the replies.</param>
    /// <param name="cipher">The primitives.</param>
    /// <param name="time">The clock of budgets and of the memory for resends.</param>
    /// <param name="logger">Told about everything dropped, never about contents.</param>
    /// <param name="handler">Turns a request into the body of its reply; runs once per device and request id.</param>
    /// <param name="fallback">
    /// The reply body when there is no answer: TooLate, Unavailable (the handler failed), Refused (the id belongs to
    /// another request).
    /// </param>
    /// <param name="speaker">A device that speaks for many; of the others only a few requests each may wait.</param>
    /// <param name="limit">How many requests of a device are looked at; <see cref="RateLimit.OfDevice"/> if null.</param>
    public SealedEndpoint(
        KeyRing keys,
        MessageType request,
        MessageType reply,
        ICipher cipher,
        TimeProvider time,
        ILogger logger,
        Func<SealedRequest, CancellationToken, Task<byte[]>> handler,
        Func<Decision, byte[]> fallback,
        string? speaker = null,
        RateLimit? limit = null)
    {
        _sessions = new KeySessions(cipher, time);
        _opener = new RequestOpener(
            keys, request, _sessions, new DeviceLimits(limit ?? RateLimit.OfDevice, speaker, time), time, logger);
        _request = request;
        _reply = reply;
        _cipher = cipher;
        _time = time;
        _logger = logger;
        _handler = handler;
        _fallback = fallback;
        _decisions = new DecisionCache(time);
        _drops = new DropLog(request.ToString(), time, logger);
        _queue = new UrgencyQueue(
            Environment.ProcessorCount, new QueueLimits(WaitingOfAll, WaitingOfOneDevice, speaker), time, Shed, IsPoolBehind);
    }

    /// <summary>Called for every request that is refused because others are more urgent.</summary>
    public Action? OnShed { get; init; }

    /// <summary>How long a device's message is on its way before it is handed in (<see cref="IServiceLink.Lag"/>).</summary>
    public Func<string, TimeSpan> Lag { get; init; } = _ => TimeSpan.Zero;

    /// <summary>Called for every message that is no request of a device: nobody is answered.</summary>
    public Action? OnDropped { get; init; }

    /// <summary>
    /// Handles one received message: the sealed reply, or null when nothing must be sent: the message is no request, or a
    /// resend of one that is being decided and will be answered then. The request is opened and its session checked before
    /// the first await, so messages must be handed in in order of arrival.
    /// </summary>
    public async Task<byte[]?> HandleAsync(string device, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        var arrival = _time.GetTimestamp() - (long)(Lag(device).TotalSeconds * _time.TimestampFrequency);
        var envelope = new Envelope(_cipher);
        var problem = _opener.Open(envelope, device, payload, out var key, out var isFresh);
        if (problem != null)
        {
            _drops.Dropped(
                Topics.IsName(device) ? device : "(invalid name)", problem, isKnown: problem != RequestOpener.UnknownDevice);
            OnDropped?.Invoke();
            return null;
        }

        // No answer has it: whoever has a pedestal's key must not read to the millisecond how long a search took.
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

    async Task<byte[]?> DecideAsync(SealedRequest request, CancellationToken cancellation)
    {
        var entry = _decisions.GetOrStart(request, () => Start(request, cancellation));
        if (entry is null)
        {
            _drops.Dropped(request.Device, "request id of another request");
            return _fallback(Decision.Refused);
        }

        if (!entry.TryAwait())
        {
            // Sent again before it was decided: it replaces what it repeats, and one reply answers both.
            entry.Request.Resent(request);
            return null;
        }

        try
        {
            // A resend may be out of time itself and still learn a decision that was made before.
            var remaining = request.Remaining;
            await ((Task)entry.Reply)
                .WaitAsync(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, _time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            entry.EndAwait();
        }

        cancellation.ThrowIfCancellationRequested();
        return entry.Reply.IsCompleted ? await OutcomeAsync(request, entry.Reply) : _fallback(Decision.TooLate);
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
            return _fallback(Decision.TooLate);
        }
        catch (Exception e)
        {
            _decisions.Forget(request.Device, request.RequestId, decision);
            _logger.LogError(e, "Handling a {Type} from {Device} failed", _request, request.Device);
            return _fallback(Decision.Unavailable);
        }
    }

    Task<byte[]> Start(SealedRequest request, CancellationToken cancellation)
    {
        if (request.Remaining <= TimeSpan.Zero)
        {
            return Task.FromResult(_fallback(Decision.TooLate));
        }

        return _queue.Add(request, () => RunAsync(request, cancellation));
    }

    // Messages are received by threads of the pool: what it has to do yet are mostly messages.
    static bool IsPoolBehind() => ThreadPool.PendingWorkItemCount > PoolBacklog;

    byte[] Shed(SealedRequest request)
    {
        OnShed?.Invoke();
        _drops.Dropped(request.Device, "overload, answered at once that it is too late");
        return _fallback(Decision.TooLate);
    }

    async Task<byte[]> RunAsync(SealedRequest request, CancellationToken cancellation)
    {
        using var scope = _logger.BeginScope(new RequestScope(request.Device, request.RequestId));
        using var deadline = new CancellationTokenSource(request.Remaining, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        return await _handler(request, either.Token);
    }
}
