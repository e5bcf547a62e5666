using System.Collections.Concurrent;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;
using Channel = Pedestal.Hal.Channel;

namespace Pedestal.VirtualPedestal.Tests;

/// <summary>A matcher and a ticketing in one that answer every authentic request as told, or not at all.</summary>
sealed class Responder : IAsyncDisposable
{
    readonly ServiceLink _link;
    readonly string _device;
    readonly Envelope _envelope = new(new HostCipher());
    readonly Lock _lock = new();

    Responder(ServiceLink link, string device) => (_link, _device) = (link, device);

    /// <summary>The matcher's answer; None is silence.</summary>
    public Decision Match { get; set; }

    /// <summary>Ticketing's answer; None is silence.</summary>
    public Decision Ticket { get; set; }

    public bool IsConnected => _link.IsConnected;

    public ConcurrentQueue<(ulong RequestId, byte[] Template)> Palms { get; } = [];

    public ConcurrentQueue<string> Codes { get; } = [];

    public static async Task<Responder> StartAsync(
        Broker broker, CancellationToken cancellation, string device = Site.Device)
    {
        var responder = new Responder(await broker.ConnectAsync("responder-" + device, cancellation), device);
        await responder.ServeAsync(
            Channel.MatchRequest, Channel.MatchReply, Site.MatchKey, responder.AnswerMatch, cancellation);
        await responder.ServeAsync(
            Channel.TicketRequest, Channel.TicketReply, Site.TicketKey, responder.AnswerTicket, cancellation);
        return responder;
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    Task ServeAsync(
        Channel request,
        Channel reply,
        DeviceKey key,
        Func<(MessageType, byte[])?> answer,
        CancellationToken cancellation) =>
        _link.SubscribeAsync(
            Topic.Of(Site.Venue, _device, request),
            (_, message) => Seal(message, key, answer) is { } sealedReply
                ? _link.PublishAsync(Topic.Of(Site.Venue, _device, reply), sealedReply, cancellation)
                : Task.CompletedTask,
            cancellation);

    byte[]? Seal(ReadOnlyMemory<byte> message, DeviceKey key, Func<(MessageType Type, byte[] Body)?> answer)
    {
        lock (_lock)
        {
            if (_envelope.Open(key, message.ToArray()) != EnvelopeStatus.Ok || answer() is not { } reply)
            {
                return null;
            }

            _envelope.Type = reply.Type;
            return _envelope.Seal(key, reply.Body);
        }
    }

    (MessageType, byte[])? AnswerMatch()
    {
        var request = new MatchRequest();
        Assert.True(request.Read(_envelope.Body));
        Palms.Enqueue((_envelope.RequestId, [.. request.Template]));
        var body = new byte[MatchReply.Length];
        new MatchReply { Decision = Match }.Write(body);
        return Match == Decision.None ? null : (MessageType.MatchReply, body);
    }

    (MessageType, byte[])? AnswerTicket()
    {
        var request = new TicketRequest();
        Assert.True(request.Read(_envelope.Body));
        Codes.Enqueue(System.Text.Encoding.ASCII.GetString(request.Code, 0, request.CodeLength));
        var body = new byte[TicketReply.Length];
        new TicketReply { Decision = Ticket }.Write(body);
        return Ticket == Decision.None ? null : (MessageType.TicketReply, body);
    }
}
