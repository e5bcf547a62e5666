using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pedestal.Protocol;
using Pedestal.Hal;

namespace Pedestal.Messaging;

/// <summary>
/// Asks a <see cref="SealedEndpoint"/> over an <see cref="IServiceLink"/>, as a device with a key of its own, in the session that
/// it is offered.
/// </summary>
public sealed class SealedClient
{
    /// <summary>Time after which an unanswered request is sent again for the first time.</summary>
    public static readonly TimeSpan ResendInterval = TimeSpan.FromMilliseconds(250);

    // What is shorter is no wait at all: it would be sent again and again until the budget is over.
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
    readonly ConcurrentDictionary<ulong, OpenQuestion> _pending = new();
    volatile SenderKey _key;

    /// <summary>Creates a client for match requests, for ticket requests or for an operator's commands.</summary>
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
        var (reply, question, answer) = request switch
        {
            MessageType.MatchRequest => (MessageType.MatchReply, Channel.MatchRequest, Channel.MatchReply),
            MessageType.TicketRequest => (MessageType.TicketReply, Channel.TicketRequest, Channel.TicketReply),
            MessageType.Command => (MessageType.CommandReply, Channel.Command, Channel.CommandReply),
            _ => throw new ArgumentOutOfRangeException(nameof(request), request, "Only requests can be asked."),
        };
        _link = link;
        _key = new SenderKey(key);
        _request = request;
        _reply = reply;
        _requestTopic = Topic.Of(venue, device, question);
        _replyTopic = Topic.Of(venue, device, answer);
        _cipher = cipher;
        _time = time;
        _drops = new DropLog(_reply.ToString(), time, logger);
    }

    /// <summary>Goes on under another key. A reply on its way under the old one is dropped, and its question sent again.</summary>
    public void UseKey(DeviceKey key) => _key = new SenderKey(key);

    /// <summary>Subscribes to the replies; call it once before the first question.</summary>
    public Task StartAsync(CancellationToken cancellation) =>
        _link.SubscribeAsync(_replyTopic, (_, payload) => Receive(payload), cancellation);

    /// <summary>Asks under a fresh request id; see the other overload.</summary>
    public Task<byte[]?> AskAsync(byte[] body, TimeSpan budget, CancellationToken cancellation) =>
        AskAsync(body, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)), budget, cancellation);

    /// <summary>
    /// Sends the body, again after <see cref="ResendInterval"/> and after twice as long each time, until an authentic reply comes; its body, or null
    /// when the budget ran out. The same request id always means the same request.
    /// </summary>
    public async Task<byte[]?> AskAsync(
        byte[] body, ulong requestId, TimeSpan budget, CancellationToken cancellation)
    {
        var start = _time.GetTimestamp();
        var question = _pending.GetOrAdd(requestId, _ => new OpenQuestion());
        try
        {
            var wait = ResendInterval;
            for (var left = budget; left >= ShortestWait; left = budget - _time.GetElapsedTime(start))
            {
                var offered = question.Offered;
                await SendAsync(requestId, question, body, left, cancellation);
                try
                {
                    await Task.WhenAny(question.Reply, offered).WaitAsync(left < wait ? left : wait, _time, cancellation);
                    if (question.Reply.IsCompleted)
                    {
                        return await question.Reply;
                    }
                }
                catch (TimeoutException)
                {
                    // Sent again as long as the budget lasts. What is late because there is too much is not sped up by more.
                    wait *= 2;
                }
            }

            return null;
        }
        finally
        {
            _pending.TryRemove(KeyValuePair.Create(requestId, question));
        }
    }

    async Task SendAsync(ulong requestId, OpenQuestion question, byte[] body, TimeSpan left, CancellationToken cancellation)
    {
        // Numbering and sending are one step: the endpoint drops a number that comes after a higher one.
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
            question.Sent(envelope);
            await _link.PublishAsync(_requestTopic, envelope.Seal(key.Key, body), cancellation);
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
        else if (_pending.TryGetValue(envelope.RequestId, out var question) && question.IsOf(envelope))
        {
            if (envelope.Type == _reply)
            {
                question.Answer(envelope.Body);
            }
            else
            {
                // Another question may have taken an offer before; this one is to be sent again all the same.
                key.Take(envelope);
                question.Offer();
            }
        }

        return Task.CompletedTask;
    }
}
