using Microsoft.Extensions.Logging.Abstractions;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Messaging;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Venue.Tests;

/// <summary>A pedestal's side of the protocol, over its own TCP connection.</summary>
sealed class PedestalClient : IAsyncDisposable
{
    const int SamplesOfBothPalms = 6;
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);
    readonly ServiceLink _link;
    readonly HashSet<int> _enrolled = [];
    readonly SealedClient _match;
    readonly SealedClient _ticket;

    PedestalClient(int port, DeviceKeys keys, BrokerLogin login)
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

    /// <summary>Has whoever was enrolled expected at the doors, which takes half a second otherwise.</summary>
    public Func<Task>? AfterEnrolment { get; set; }

    public static async Task<PedestalClient> ConnectAsync(
        int port, DeviceKeys keys, BrokerLogin login, CancellationToken cancellation)
    {
        var pedestal = new PedestalClient(port, keys, login);
        await pedestal._match.StartAsync(cancellation);
        await pedestal._ticket.StartAsync(cancellation);
        await pedestal._link.StartAsync(cancellation);
        await pedestal._link.WaitConnectedAsync(cancellation);
        return pedestal;
    }

    /// <summary>Sends a match request for entry.</summary>
    public Task<MatchReply> EnterAsync(byte[] probe, ulong requestId, TimeSpan? budget = null, PassageTerms? terms = null)
    {
        var request = new MatchRequest { Purpose = MatchPurpose.Enter };
        (terms ?? PassageTerms.AtOnce).Write(request.Link, 0);
        probe.CopyTo(request.Template, 0);
        return MatchAsync(request, requestId, budget);
    }

    /// <summary>Sends a capture for deletion: the first (0) or the second (1).</summary>
    public async Task<Decision> DeleteAsync(byte[] probe, byte capture, byte[]? link = null)
    {
        var request = new MatchRequest { Purpose = MatchPurpose.Delete, Sample = capture, SampleCount = 2 };
        link?.CopyTo(request.Link, 0);
        probe.CopyTo(request.Template, 0);
        return (await MatchAsync(request, RequestIds.Next(), null)).Decision;
    }

    /// <summary>Asks, and asks again while no reply comes in time: on a busy machine even "unavailable" may be too late.</summary>
    public static async Task<Decision> RepliedAsync(Func<Task<Decision>> ask)
    {
        var decision = Decision.None;
        await Eventually.TrueAsync(async () => (decision = await ask()) != Decision.None, TestContext.Current.CancellationToken);
        return decision;
    }

    /// <summary>Enrols a guest whose ticket has this code; returns the last decision.</summary>
    /// <param name="code">The ticket's code.</param>
    /// <param name="guest">The guest.</param>
    /// <param name="samples">How many samples the guest gives at most.</param>
    /// <param name="isKnown">Whether the guest has enrolled at another pedestal before.</param>
    public async Task<Decision> EnrolAsync(string code, int guest, int samples = SamplesOfBothPalms, bool isKnown = false)
    {
        var opened = await OpenEnrolmentAsync(code);
        return opened.Decision == Decision.EnrolmentOpened
            ? await EnrolSamplesAsync(opened.Link, guest, samples, isKnown)
            : opened.Decision;
    }

    /// <summary>Asks ticketing for the link code of a deletion.</summary>
    public Task<TicketReply> OpenDeletionAsync(string code) => AskTicketingForReplyAsync(TicketPurpose.OpenDeletion, code);

    /// <summary>Asks ticketing for the link code of an enrolment.</summary>
    public Task<TicketReply> OpenEnrolmentAsync(string code) => AskTicketingForReplyAsync(TicketPurpose.OpenEnrolment, code);

    /// <summary>Redeems a ticket's code.</summary>
    public Task<Decision> RedeemCodeAsync(string code, PassageTerms? terms = null) =>
        AskTicketingAsync(TicketPurpose.RedeemCode, code, terms);

    /// <summary>Sends enrolment samples under a link code, six for a complete enrolment; returns the last decision.</summary>
    public async Task<Decision> EnrolSamplesAsync(byte[] link, int guest, int samples = SamplesOfBothPalms, bool isKnown = false)
    {
        var decision = Decision.None;
        var isAgain = !_enrolled.Add(guest) || isKnown;
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
            if (decision is not (Decision.SampleAccepted or Decision.SampleRejected))
            {
                break;
            }
        }

        if (AfterEnrolment is { } follow && decision is Decision.Enrolled or Decision.EnrolledForEvent or Decision.Linked)
        {
            await follow();
        }

        return decision;
    }

    /// <summary>Says that the guest shows no other palm.</summary>
    public async Task<Decision> FinishEnrolmentAsync(byte[] link)
    {
        var request = new MatchRequest
        {
            Purpose = MatchPurpose.Enrol, Sample = SamplesOfBothPalms, SampleCount = SamplesOfBothPalms,
        };
        link.CopyTo(request.Link, 0);
        var decision = (await MatchAsync(request, RequestIds.Next(), null)).Decision;
        if (AfterEnrolment is { } follow && decision == Decision.Enrolled)
        {
            await follow();
        }

        return decision;
    }

    /// <summary>Publishes raw bytes on this pedestal's request topic.</summary>
    public Task<bool> SendRawAsync(byte[] payload, Channel channel = Channel.MatchRequest) => _link.PublishAsync(
        Topic.Of(Keys.Venue, Keys.Device, channel), payload, TestContext.Current.CancellationToken);

    /// <summary>
    /// Seals a request that would be carried out, in a session opened for it alone: what an attacker records.
    /// </summary>
    public async Task<byte[]> SealFreshAsync(MessageType type, byte[] body)
    {
        var (key, requests, replies) = type == MessageType.MatchRequest
            ? (new DeviceKey(Keys.Match), Channel.MatchRequest, Channel.MatchReply)
            : (new DeviceKey(Keys.Ticket), Channel.TicketRequest, Channel.TicketReply);
        var (session, offered) = (new SendingSession(), new TaskCompletionSource());
        var (id, stop) = (RequestIds.Next(), TestContext.Current.CancellationToken);
        await _link.SubscribeAsync(Topic.Of(Keys.Venue, Keys.Device, replies), (_, payload) =>
        {
            var offer = new Envelope(new HostCipher());
            if (offer.Open(key, payload.ToArray()) == EnvelopeStatus.Ok && offer.RequestId == id && session.Take(offer))
            {
                offered.SetResult();
            }

            return Task.CompletedTask;
        }, stop);
        Assert.True(await SendRawAsync(Seal(), requests));
        await offered.Task.WaitAsync(stop);
        return Seal();

        byte[] Seal()
        {
            var envelope = new Envelope(new HostCipher()) { Type = type, RequestId = id, RemainingMilliseconds = 5000 };
            session.Number(envelope);
            return envelope.Seal(key, body);
        }
    }

    /// <summary>Sends any body in an authentic envelope.</summary>
    public async Task<MatchReply?> AskAsync(byte[] body, ulong requestId, TimeSpan? budget = null)
    {
        var bytes = await _match.AskAsync(
            body, requestId, budget ?? Budget, TestContext.Current.CancellationToken);
        var reply = new MatchReply();
        return bytes != null && reply.Read(bytes) ? reply : null;
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    async Task<MatchReply> MatchAsync(MatchRequest request, ulong requestId, TimeSpan? budget)
    {
        var body = new byte[MatchRequest.Length];
        request.Write(body);
        return await AskAsync(body, requestId, budget) ?? new MatchReply { Decision = Decision.None };
    }

    /// <summary>Asks ticketing about a code; returns its decision.</summary>
    public async Task<Decision> AskTicketingAsync(TicketPurpose purpose, string code, PassageTerms? terms = null) =>
        (await AskTicketingForReplyAsync(purpose, code, terms)).Decision;

    async Task<TicketReply> AskTicketingForReplyAsync(TicketPurpose purpose, string code, PassageTerms? terms = null)
    {
        var request = new TicketRequest { Purpose = purpose, CodeLength = code.Length };
        (terms ?? PassageTerms.AtOnce).Write(request.Link, 0);
        System.Text.Encoding.ASCII.GetBytes(code).CopyTo(request.Code, 0);
        var body = new byte[TicketRequest.Length];
        request.Write(body);
        var bytes = await _ticket.AskAsync(body, Budget, TestContext.Current.CancellationToken);
        var reply = new TicketReply();
        Assert.True(bytes != null && reply.Read(bytes), "ticketing did not reply");
        return reply;
    }
}
