using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// Sends requests to a <see cref="SealedEndpoint"/> over an <see cref="IServiceLink"/>, as a device with a key of its own, in
/// the session that the endpoint offers.
/// </summary>
public sealed class SealedClient
{
    /// <summary>Time after which an request without a reply is sent again for the first time.</summary>
    public static readonly TimeSpan ResendInterval = TimeSpan.FromMilliseconds(250);

    // A shorter wait would round to zero and resend in a loop until the budget ends.
    static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    readonly IServiceLink _link;
    readonly MessageType _request;
    readonly MessageType _reply;
    readonly string _requestTopic;
    readonly string _replyTopic;
    readonly ICipher _cipher;
    readonly TimeProvider _time;
    readonly DropLog _drops;
    readonly SemaphoreSlim _sending = new(1, 1);
    readonly ConcurrentDictionary<ulong, PendingRequest> _pending = new();
    volatile SenderKey _key;
    int _way;

    /// <summary>Creates a client for match requests, ticket requests or operators' commands.</summary>
    public SealedClient(
        IServiceLink link,
        string venue,
        string device,
        DeviceKey key,
        MessageType request,
        ICipher cipher,
        TimeProvider time,
        ILogger logger)
    {
        var (reply, requestChannel, replyChannel) = request switch
        {
            MessageType.MatchRequest => (MessageType.MatchReply, Channel.MatchRequest, Channel.MatchReply),
            MessageType.TicketRequest => (MessageType.TicketReply, Channel.TicketRequest, Channel.TicketReply),
            MessageType.Command => (MessageType.CommandReply, Channel.Command, Channel.CommandReply),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request, "Only request types can be sent."),
        };
        _link = link;
        _key = new SenderKey(key);
        _request = request;
        _reply = reply;
        _requestTopic = Topic.Of(venue, device, requestChannel);
        _replyTopic = Topic.Of(venue, device, replyChannel);
        _cipher = cipher;
        _time = time;
        _drops = new DropLog(_reply.ToString(), time, logger);
    }

    /// <summary>
    /// Switches to another key. A reply in transit under the old key is dropped, and its request is sent again.
    /// </summary>
    public void UseKey(DeviceKey key) => _key = new SenderKey(key);

    /// <summary>Subscribes to the replies; call it once, before the first request.</summary>
    public Task StartAsync(CancellationToken cancellation) =>
        _link.SubscribeAsync(_replyTopic, (_, payload) => Receive(payload), cancellation);

    /// <summary>Sends a request with a fresh id; see the other overload.</summary>
    public Task<byte[]?> AskAsync(byte[] body, TimeSpan budget, CancellationToken cancellation) =>
        AskAsync(body, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), budget, cancellation);

    /// <summary>
    /// Sends the body and resends it after <see cref="ResendInterval"/>, doubling the interval each time and over another broker if
    /// there is one, until an authentic reply arrives. Returns the reply's body, or null when the budget runs out. The same request id always means the same
    /// request.
    /// </summary>
    public async Task<byte[]?> AskAsync(
        byte[] body, ulong requestId, TimeSpan budget, CancellationToken cancellation)
    {
        var start = _time.GetTimestamp();
        var pending = _pending.GetOrAdd(requestId, _ => new PendingRequest());
        try
        {
            var wait = ResendInterval;
            var (first, way) = (_way, _way);
            for (var left = budget; left >= ShortestWait; left = budget - _time.GetElapsedTime(start))
            {
                var offered = pending.Offered;
                await SendAsync(requestId, pending, body, left, way, cancellation);
                await ((Task)Task.WhenAny(pending.Reply, offered))
                    .WaitAsync(left < wait ? left : wait, _time, cancellation)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellation.ThrowIfCancellationRequested();
                if (pending.Reply.IsCompleted)
                {
                    // Where a reply came from is where the next request goes first.
                    Interlocked.CompareExchange(ref _way, way, first);
                    return await pending.Reply;
                }

                if (!offered.IsCompleted)
                {
                    // Resent as long as the budget lasts. The interval doubles because resending faster would only add to an
                    // overload.
                    wait *= 2;
                    way++;
                }
            }

            return null;
        }
        finally
        {
            _pending.TryRemove(KeyValuePair.Create(requestId, pending));
        }
    }

    async Task SendAsync(ulong requestId, PendingRequest pending, byte[] body, TimeSpan left, int way,
        CancellationToken cancellation)
    {
        // Numbering and sending are one step, because the endpoint drops a number that arrives after a higher one.
        await _sending.WaitAsync(cancellation);
        try
        {
            var key = _key;
            var envelope = new Envelope(_cipher)
            {
                Type = _request,
                RequestId = requestId,
                RemainingMilliseconds = (int)Math.Min(left.TotalMilliseconds, ushort.MaxValue),
            };
            key.Number(envelope);
            pending.Sent(envelope);
            await _link.PublishAsync(_requestTopic, envelope.Seal(key.Key, body), way, cancellation);
        }
        finally
        {
            _sending.Release();
        }
    }

    Task Receive(ReadOnlyMemory<byte> payload)
    {
        var envelope = new Envelope(_cipher);
        var key = _key;
        var status = envelope.Open(key.Key, payload.ToArray());
        if (status != EnvelopeStatus.Ok || (envelope.Type != _reply && envelope.Type != MessageType.SessionOffer))
        {
            _drops.Dropped("the service", status != EnvelopeStatus.Ok ? status.ToString() : "wrong message type");
        }
        else if (_pending.TryGetValue(envelope.RequestId, out var pending) && pending.IsOf(envelope))
        {
            if (envelope.Type == _reply)
            {
                pending.Complete(envelope.Body);
            }
            else
            {
                // Another request may have taken an offer already; this one must still be sent again.
                key.Take(envelope);
                pending.Offer();
            }
        }

        return Task.CompletedTask;
    }
}
