using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Season;

/// <summary>
/// The network with matcher and ticketing, in virtual time. They decide once for each request id and remember it for a while; their
/// decisions are the truth that the lane's are compared with.
/// </summary>
sealed class Services(VirtualClock clock, Random random) : ILink, INetworkInfo
{
    const int Remembered = 64;
    const int SessionSeconds = 60;
    static readonly DeviceKey OtherKey = new([.. Enumerable.Repeat((byte)9, DeviceKey.Length)]);

    readonly HostCipher _cipher = new();
    readonly PriorityQueue<InboundMessage, long> _onTheWay = new();
    readonly Dictionary<ulong, Decision> _decisions = [];
    readonly Queue<ulong> _byAge = [];
    readonly Queue<InboundMessage> _earlier = [];
    readonly Enrolments _enrolments = new(random);
    readonly ReceivingSession _matchSession = new(new HostCipher(), SessionSeconds, SessionSeconds);
    readonly ReceivingSession _ticketSession = new(new HostCipher(), SessionSeconds, SessionSeconds);

    /// <summary>The present fault; null for none.</summary>
    public Fault? Fault { get; set; }

    /// <summary>The key shared with the pedestal for palms.</summary>
    public static DeviceKey MatchKey { get; } = new([.. Enumerable.Range(1, DeviceKey.Length).Select(i => (byte)i)]);

    /// <summary>The key shared with the pedestal for codes.</summary>
    public static DeviceKey TicketKey { get; } = new([.. Enumerable.Range(101, DeviceKey.Length).Select(i => (byte)i)]);

    /// <summary>Whether an event is open at the entrance; while none is, nobody is admitted.</summary>
    public bool IsShowOpen { get; set; } = true;

    /// <summary>What a service, not a forger, decided about a request.</summary>
    public Decision DecisionOf(ulong requestId) => _decisions.GetValueOrDefault(requestId);

    string INetworkInfo.Name => "virtual";

    string INetworkInfo.Broker => "virtual";

    bool INetworkInfo.IsUp() => Fault != Season.Fault.Link;

    string INetworkInfo.Address() => Fault != Season.Fault.Link ? "127.0.0.1" : "";

    bool ILink.IsConnected() => Fault != Season.Fault.Link;

    string? ILink.Fault => Fault == Season.Fault.Link ? "cut" : null;

    bool ILink.Publish(Channel channel, byte[] payload, bool retain)
    {
        if (Fault == Season.Fault.Link)
        {
            return false;
        }

        if (channel is Channel.MatchRequest or Channel.TicketRequest)
        {
            HandleRequest(channel, payload);
        }

        return true;
    }

    InboundMessage ILink.TryReceiveCommand() => null!;

    InboundMessage ILink.TryReceive() =>
        Fault == Season.Fault.Defect ? throw new InvalidOperationException("A defect.")
        : Fault != Season.Fault.Link && _onTheWay.TryPeek(out _, out var due) && due <= clock.NowMicroseconds()
            ? _onTheWay.Dequeue()
            : null!;

    void HandleRequest(Channel channel, byte[] payload)
    {
        var match = channel == Channel.MatchRequest;
        var request = new Envelope(_cipher);
        if (request.Open(match ? MatchKey : TicketKey, payload) != EnvelopeStatus.Ok || Fault == Season.Fault.Silence)
        {
            return;
        }

        var session = match ? _matchSession : _ticketSession;
        switch (session.Take(request.Session, request.Sequence, clock.NowMicroseconds()))
        {
            case SessionVerdict.Repeated:
                return;
            case SessionVerdict.Elsewhere:
                var offer = new SessionOffer { Session = session.Offer(clock.NowMicroseconds()) };
                request.Type = MessageType.SessionOffer;
                Send(new InboundMessage(match ? Channel.MatchReply : Channel.TicketReply,
                    request.Seal(match ? MatchKey : TicketKey, offer.Write())), random.Next(2, 40));
                return;
        }

        var reply = Reply(match, request, request.RequestId, Decide(request, match), match ? MatchKey : TicketKey);
        switch (Fault)
        {
            case Season.Fault.LateReplies:
                Send(reply, 1_500);
                break;
            case Season.Fault.RepeatedReplies:
                Send(reply, 5);
                Send(reply, 5);
                Send(reply, 300);
                break;
            case Season.Fault.ForeignReplies:
                foreach (var earlier in _earlier)
                {
                    Send(earlier, 1);
                }

                Send(Reply(match, request, request.RequestId + 1, Decision.Admitted, match ? MatchKey : TicketKey), 1);
                break;
            case Season.Fault.ForgedReplies:
                Send(Reply(match, request, request.RequestId, Decision.Admitted, OtherKey), 1);
                var altered = (byte[])Reply(match, request, request.RequestId, Decision.Admitted, match ? MatchKey : TicketKey)
                    .Payload.Clone();
                altered[random.Next(altered.Length)] ^= (byte)random.Next(1, 256);
                Send(new InboundMessage(reply.Channel, altered), 1);
                var noise = new byte[random.Next(200)];
                random.NextBytes(noise);
                Send(new InboundMessage(reply.Channel, noise), 1);
                break;
            default:
                Send(reply, random.Next(2, 40));
                break;
        }

        _earlier.Enqueue(reply);
        if (_earlier.Count > 3)
        {
            _earlier.Dequeue();
        }
    }

    Decision Decide(Envelope request, bool match)
    {
        if (!_decisions.TryGetValue(request.RequestId, out var decision))
        {
            decision = match ? DecidePalm(request.Body) : DecideCode(request.Body);
            _decisions[request.RequestId] = decision;
            _byAge.Enqueue(request.RequestId);
            if (_byAge.Count > Remembered)
            {
                _decisions.Remove(_byAge.Dequeue());
            }
        }

        return decision;
    }

    Decision DecidePalm(byte[] body)
    {
        var request = new MatchRequest();
        return !request.Read(body) ? Decision.Refused
            : request.Purpose == MatchPurpose.Enrol ? _enrolments.Decide(request)
            : DecideEntry(Decision.NotRecognised);
    }

    Decision DecideCode(byte[] body)
    {
        var request = new TicketRequest();
        return !request.Read(body) ? Decision.Refused
            : request.Purpose == TicketPurpose.RedeemCode ? DecideEntry(Decision.UnknownTicket)
            : _enrolments.Decide(request);
    }

    Decision DecideEntry(Decision unknown) => random.Next(20) switch
    {
        0 => Decision.Unavailable, _ when !IsShowOpen => Decision.NoEvent,
        1 => Decision.NoTicket, 2 => Decision.TicketUsed, 3 => unknown, _ => Decision.Admitted,
    };

    InboundMessage Reply(bool match, Envelope request, ulong id, Decision decision, DeviceKey key)
    {
        var body = new byte[match ? MatchReply.Length : TicketReply.Length];
        if (match)
        {
            new MatchReply { Decision = decision }.Write(body);
        }
        else
        {
            new TicketReply { Decision = decision }.Write(body);
        }

        var envelope = new Envelope(_cipher)
        {
            Type = match ? MessageType.MatchReply : MessageType.TicketReply, RequestId = id,
            Session = request.Session, Sequence = request.Sequence,
        };
        return new InboundMessage(match ? Channel.MatchReply : Channel.TicketReply, envelope.Seal(key, body));
    }

    void Send(InboundMessage message, int milliseconds) =>
        _onTheWay.Enqueue(message, clock.NowMicroseconds() + milliseconds * 1000L);
}
