using System.Collections.Concurrent;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;
using Channel = Pedestal.Hal.Channel;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>Matcher and ticketing in one: it replies to every authentic request with a fixed decision, or not at all.</summary>
sealed class Responder : IAsyncDisposable
{
    readonly ServiceLink _link;
    readonly string _device;
    readonly Envelope _envelope = new(new HostCipher());
    readonly Lock _lock = new();

    Responder(ServiceLink link, string device) => (_link, _device) = (link, device);

    /// <summary>The matcher's decision; None for no reply.</summary>
    public Decision Match { get; set; }

    /// <summary>Ticketing's decision; None for no reply.</summary>
    public Decision Ticket { get; set; }

    public bool IsConnected => _link.IsConnected;

    public ConcurrentQueue<(ulong RequestId, byte[] Template)> Palms { get; } = [];

    public ConcurrentQueue<string> Codes { get; } = [];

    /// <summary>Reports of passages, which it notes.</summary>
    public ConcurrentQueue<(PassageOutcome Outcome, ulong RequestId)> Reports { get; } = [];

    public static async Task<Responder> StartAsync(
        Broker broker, CancellationToken cancellation, string device = Site.Device)
    {
        var responder = new Responder(await broker.ConnectAsync("responder-" + device, cancellation), device);
        await responder.ServeAsync(
            Channel.MatchRequest, Channel.MatchReply, Site.MatchKey, responder.ReplyToMatch, cancellation);
        await responder.ServeAsync(
            Channel.TicketRequest, Channel.TicketReply, Site.TicketKey, responder.ReplyToTicket, cancellation);
        return responder;
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    Task ServeAsync(
        Channel request,
        Channel reply,
        DeviceKey key,
        Func<(MessageType, byte[])?> respond,
        CancellationToken cancellation) =>
        _link.SubscribeAsync(
            Topic.Of(Site.Venue, _device, request),
            (_, message) => Seal(message, key, respond) is { } sealedReply
                ? _link.PublishAsync(Topic.Of(Site.Venue, _device, reply), sealedReply, cancellation)
                : Task.CompletedTask,
            cancellation);

    byte[]? Seal(ReadOnlyMemory<byte> message, DeviceKey key, Func<(MessageType Type, byte[] Body)?> respond)
    {
        lock (_lock)
        {
            if (_envelope.Open(key, message.ToArray()) != EnvelopeStatus.Ok || respond() is not { } reply)
            {
                return null;
            }

            _envelope.Type = reply.Type;
            return _envelope.Seal(key, reply.Body);
        }
    }

    (MessageType, byte[])? ReplyToMatch()
    {
        var request = new MatchRequest();
        Assert.True(request.Read(_envelope.Body));
        Palms.Enqueue((_envelope.RequestId, [.. request.Template]));
        var body = new byte[MatchReply.Length];
        new MatchReply { Decision = Match }.Write(body);
        return Match == Decision.None ? null : (MessageType.MatchReply, body);
    }

    (MessageType, byte[])? ReplyToTicket()
    {
        var request = new TicketRequest();
        Assert.True(request.Read(_envelope.Body));
        var report = new PassageReport();
        if (report.Read(request))
        {
            Reports.Enqueue((report.Outcome, report.RequestId));
            var noted = new byte[TicketReply.Length];
            new TicketReply { Decision = Decision.Noted }.Write(noted);
            return (MessageType.TicketReply, noted);
        }

        Codes.Enqueue(System.Text.Encoding.ASCII.GetString(request.Code, 0, request.CodeLength));
        var body = new byte[TicketReply.Length];
        new TicketReply { Decision = Ticket }.Write(body);
        return Ticket == Decision.None ? null : (MessageType.TicketReply, body);
    }
}
