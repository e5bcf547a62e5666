using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;

/// <summary>A pedestal's side of the wire, over a TCP connection of its own.</summary>
sealed class VirtualGate : IAsyncDisposable
{
    const int SamplesOfBothPalms = 6;
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);
    readonly ServiceLink _link;
    readonly HashSet<int> _enrolled = [];
    readonly SealedClient _match;
    readonly SealedClient _ticket;

    VirtualGate(int port, DeviceKeys keys, BrokerLogin login)
    {
        Keys = keys;
        _link = new ServiceLink(
            new ServiceLinkOptions { Port = port, ClientId = keys.Device, Login = login }, NullLogger.Instance);
        _match = Client(MessageType.MatchRequest, keys.Match);
        _ticket = Client(MessageType.TicketRequest, keys.Ticket);

        SealedClient Client(MessageType type, byte[] key) => new(_link, keys.Venue, keys.Device, new DeviceKey(key),
            type, new HostCipher(), TimeProvider.System, NullLogger.Instance);
    }

    public DeviceKeys Keys { get; }

    public static async Task<VirtualGate> ConnectAsync(
        int port, DeviceKeys keys, BrokerLogin login, CancellationToken cancellation)
    {
        var gate = new VirtualGate(port, keys, login);
        await gate._match.StartAsync(cancellation);
        await gate._ticket.StartAsync(cancellation);
        await gate._link.StartAsync(cancellation);
        await gate._link.WaitConnectedAsync(cancellation);
        return gate;
    }

    /// <summary>Enters with a capture of a palm.</summary>
    public Task<MatchReply> EnterAsync(byte[] probe, ulong requestId, TimeSpan? budget = null)
    {
        var request = new MatchRequest { Purpose = MatchPurpose.Enter };
        probe.CopyTo(request.Template, 0);
        return MatchAsync(request, requestId, budget);
    }

    /// <summary>Shows a palm at a pedestal that deletes: the first time or again.</summary>
    public async Task<Decision> DeleteAsync(byte[] probe, byte look, byte[]? link = null)
    {
        var request = new MatchRequest { Purpose = MatchPurpose.Delete, Sample = look, SampleCount = 2 };
        link?.CopyTo(request.Link, 0);
        probe.CopyTo(request.Template, 0);
        return (await MatchAsync(request, RequestIds.Next(), null)).Decision;
    }

    /// <summary>Enrols a guest whose ticket has this code; the last decision.</summary>
    public async Task<Decision> EnrolAsync(string code, int guest, int samples = SamplesOfBothPalms)
    {
        var opened = await OpenEnrolmentAsync(code);
        return opened.Decision == Decision.EnrolmentOpened
            ? await EnrolSamplesAsync(opened.Link, guest, samples)
            : opened.Decision;
    }

    /// <summary>Asks ticketing for the link code of a deletion.</summary>
    public Task<TicketReply> OpenDeletionAsync(string code) => AskTicketingForReplyAsync(TicketPurpose.OpenDeletion, code);

    /// <summary>Asks ticketing for the link code of an enrolment.</summary>
    public Task<TicketReply> OpenEnrolmentAsync(string code) => AskTicketingForReplyAsync(TicketPurpose.OpenEnrolment, code);

    /// <summary>Enters with a ticket's code.</summary>
    public Task<Decision> RedeemCodeAsync(string code) => AskTicketingAsync(TicketPurpose.RedeemCode, code);

    /// <summary>Sends samples under a link code, six of which are all; the last decision.</summary>
    public async Task<Decision> EnrolSamplesAsync(byte[] link, int guest, int samples = SamplesOfBothPalms)
    {
        var decision = Decision.None;
        var isAgain = !_enrolled.Add(guest);
        for (byte i = 0; i < samples; i++)
        {
            var side = i < 3 ? PalmSide.Left : PalmSide.Right;
            var request = new MatchRequest
            {
                Purpose = MatchPurpose.Enrol, Side = side, Sample = i, SampleCount = SamplesOfBothPalms,
            };
            link.CopyTo(request.Link, 0);
            (isAgain ? Guests.Probe(guest, side) : Guests.Capture(guest, side, i)).CopyTo(request.Template, 0);
            decision = (await MatchAsync(request, RequestIds.Next(), null)).Decision;
        }

        return decision;
    }

    /// <summary>Sends bytes as they are on this device's request topic.</summary>
    public Task<bool> SendRawAsync(byte[] payload, Channel channel = Channel.MatchRequest) => _link.PublishAsync(
        Topic.Of(Keys.Venue, Keys.Device, channel), payload, TestContext.Current.CancellationToken);

    /// <summary>
    /// Seals a request that would be acted upon: in a session that was asked for and taken for it alone, as its recorder sees it.
    /// </summary>
    public async Task<byte[]> SealFreshAsync(MessageType type, byte[] body)
    {
        var (key, asked, answered) = type == MessageType.MatchRequest
            ? (new DeviceKey(Keys.Match), Channel.MatchRequest, Channel.MatchReply)
            : (new DeviceKey(Keys.Ticket), Channel.TicketRequest, Channel.TicketReply);
        var (session, offered) = (new SendingSession(), new TaskCompletionSource());
        var (id, stop) = (RequestIds.Next(), TestContext.Current.CancellationToken);
        await _link.SubscribeAsync(Topic.Of(Keys.Venue, Keys.Device, answered), (_, payload) =>
        {
            var answer = new Envelope(new HostCipher());
            if (answer.Open(key, payload.ToArray()) == EnvelopeStatus.Ok && answer.RequestId == id && session.Take(answer))
            {
                offered.SetResult();
            }

            return Task.CompletedTask;
        }, stop);
        Assert.True(await SendRawAsync(Seal(), asked));
        await offered.Task.WaitAsync(stop);
        return Seal();

        byte[] Seal()
        {
            var envelope = new Envelope(new HostCipher()) { Type = type, RequestId = id, RemainingMilliseconds = 5000 };
            session.Number(envelope);
            return envelope.Seal(key, body);
        }
    }

    /// <summary>Asks with an authentic envelope around any body.</summary>
    public async Task<MatchReply?> AskAsync(byte[] body, ulong requestId, TimeSpan? budget = null)
    {
        var answer = await _match.AskAsync(
            body, requestId, budget ?? Budget, TestContext.Current.CancellationToken);
        var reply = new MatchReply();
        return answer != null && reply.Read(answer) ? reply : null;
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    async Task<MatchReply> MatchAsync(MatchRequest request, ulong requestId, TimeSpan? budget)
    {
        var body = new byte[MatchRequest.Length];
        request.Write(body);
        return await AskAsync(body, requestId, budget) ?? new MatchReply { Decision = Decision.None };
    }

    /// <summary>Asks ticketing about any bytes; its decision.</summary>
    public async Task<Decision> AskTicketingAsync(TicketPurpose purpose, string code) =>
        (await AskTicketingForReplyAsync(purpose, code)).Decision;

    async Task<TicketReply> AskTicketingForReplyAsync(TicketPurpose purpose, string code)
    {
        var request = new TicketRequest { Purpose = purpose, CodeLength = code.Length };
        System.Text.Encoding.ASCII.GetBytes(code).CopyTo(request.Code, 0);
        var body = new byte[TicketRequest.Length];
        request.Write(body);
        var answer = await _ticket.AskAsync(body, Budget, TestContext.Current.CancellationToken);
        var reply = new TicketReply();
        Assert.True(answer != null && reply.Read(answer), "ticketing did not answer");
        return reply;
    }
}
