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
    const long CutMicroseconds = 7_000_000;
    static readonly DeviceKey OtherKey = new([.. Enumerable.Repeat((byte)9, DeviceKey.Length)]);

    readonly HostCipher _cipher = new();
    readonly PriorityQueue<InboundMessage, long> _onTheWay = new();
    readonly Dictionary<ulong, (Decision Decision, byte Notes)> _decisions = [];
    readonly HashSet<InboundMessage> _admissions = [];
    readonly Queue<ulong> _byAge = [];
    readonly Queue<InboundMessage> _earlier = [];
    readonly Enrolments _enrolments = new(random);
    readonly Brokers _brokers = new(clock);
    readonly BrokerTest _test = new(2);
    Fault? _fault;
    long _cutUntil;
    readonly ReceivingSession _matchSession = new(new HostCipher(), SessionSeconds, SessionSeconds);
    readonly ReceivingSession _ticketSession = new(new HostCipher(), SessionSeconds, SessionSeconds);

    /// <summary>The present fault; null for none.</summary>
    public Fault? Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            if (value == Season.Fault.BrokerGone)
            {
                _brokers.Lose(isSilent: random.Next(2) == 0);
            }
            else
            {
                _brokers.Return();
            }
        }
    }

    /// <summary>Longest time from the loss of a broker to the connection with the other, microseconds.</summary>
    public long LongestChange => _brokers.LongestChange;

    /// <summary>The key shared with the pedestal for palms.</summary>
    public static DeviceKey MatchKey { get; } = new([.. Enumerable.Range(1, DeviceKey.Length).Select(i => (byte)i)]);

    /// <summary>The key shared with the pedestal for codes.</summary>
    public static DeviceKey TicketKey { get; } = new([.. Enumerable.Range(101, DeviceKey.Length).Select(i => (byte)i)]);

    /// <summary>Whether an event is open at the entrance; while none is, nobody is admitted.</summary>
    public bool IsShowOpen { get; set; } = true;

    /// <summary>Ticketing's log of entries.</summary>
    public EntryLog Entries { get; } = new();

    /// <summary>What a service, not a forger, decided about a request.</summary>
    public Decision DecisionOf(ulong requestId) => _decisions.GetValueOrDefault(requestId).Decision;

    bool IsCut => Fault == Season.Fault.Link || Fault == Season.Fault.LinkAfterAdmission && clock.NowMicroseconds() < _cutUntil
        || !_brokers.IsConnected;

    string INetworkInfo.Name => "virtual";

    bool INetworkInfo.IsUp() => !IsCut;

    string INetworkInfo.Address() => IsCut ? "" : "127.0.0.1";

    BrokerChoice ILink.Brokers => _brokers.Choice;

    BrokerTest ILink.BrokerTest => _test;

    bool ILink.IsConnected() => !IsCut;

    string? ILink.Fault => IsCut ? "cut" : null;

    bool ILink.Publish(Channel channel, byte[] payload, bool retain)
    {
        if (IsCut)
        {
            return false;
        }

        if (_brokers.Carry && channel is (Channel.MatchRequest or Channel.TicketRequest))
        {
            HandleRequest(channel, payload);
        }

        return true;
    }

    InboundMessage ILink.TryReceiveCommand() => null!;

    InboundMessage ILink.TryReceive() =>
        Fault == Season.Fault.Defect ? throw new InvalidOperationException("A defect.")
        : !IsCut && _onTheWay.TryPeek(out _, out var due) && due <= clock.NowMicroseconds()
            ? Receive(_onTheWay.Dequeue())!
            : null!;

    InboundMessage? Receive(InboundMessage message)
    {
        if (!_brokers.Carry)
        {
            return null;
        }

        _cutUntil = _admissions.Remove(message) ? clock.NowMicroseconds() + CutMicroseconds : _cutUntil;
        return message;
    }

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

        var (decision, notes) = Decide(request, match);
        var reply = Reply(match, request, request.RequestId, decision, match ? MatchKey : TicketKey, notes);
        if (Fault == Season.Fault.LinkAfterAdmission && decision is Decision.Admitted or Decision.Left)
        {
            _admissions.Add(reply);
        }

        switch (Fault)
        {
            case Season.Fault.ReportsTwice when decision == Decision.Noted && random.Next(2) == 0:
                break;
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

    (Decision Decision, byte Notes) Decide(Envelope request, bool match)
    {
        if (!_decisions.TryGetValue(request.RequestId, out var decision))
        {
            decision = match ? DecidePalm(request) : DecideCode(request);
            _decisions[request.RequestId] = decision;
            _byAge.Enqueue(request.RequestId);
            if (_byAge.Count > Remembered)
            {
                _decisions.Remove(_byAge.Dequeue());
            }
        }

        return decision;
    }

    (Decision Decision, byte Notes) DecidePalm(Envelope envelope)
    {
        var request = new MatchRequest();
        return !request.Read(envelope.Body) ? (Decision.Refused, (byte)0)
            : request.Purpose == MatchPurpose.OpenEnrolment ? (_enrolments.Open(), (byte)0)
            : request.Purpose == MatchPurpose.Enrol ? (_enrolments.Decide(request), (byte)0)
            : DecideEntry(envelope.RequestId, PassageTerms.Read(request.Link, 0), Decision.NotRecognised);
    }

    (Decision Decision, byte Notes) DecideCode(Envelope envelope)
    {
        var request = new TicketRequest();
        if (!request.Read(envelope.Body))
        {
            return (Decision.Refused, 0);
        }

        var report = new PassageReport();
        if (report.Read(request))
        {
            Entries.Take(report);
            return (Decision.Noted, 0);
        }

        return request.Purpose == TicketPurpose.RedeemCode
            ? DecideEntry(envelope.RequestId, PassageTerms.Read(request.Link, 0), Decision.UnknownTicket)
            : (_enrolments.Decide(request), (byte)0);
    }

    (Decision Decision, byte Notes) DecideEntry(ulong request, PassageTerms terms, Decision unknown)
    {
        var (decision, isAdmitted) = random.Next(20) switch
        {
            0 => (Decision.Unavailable, false),
            _ when !IsShowOpen => (Decision.NoEvent, false),
            1 => (terms.Direction == Direction.Out ? unknown : Decision.NoTicket, false),
            2 => (terms.Direction == Direction.Out ? unknown : Decision.TicketUsed, false),
            3 => (unknown, false),
            _ => (terms.Direction == Direction.Out ? Decision.Left : Decision.Admitted, true),
        };
        if (!isAdmitted)
        {
            return (decision, 0);
        }

        // Some guests show the palm again, or the code after the palm, before they have passed.
        var isSame = Entries.IsLastProvisional && decision == Decision.Admitted && random.Next(10) == 0;
        Entries.Admit(request, terms, isSame);
        return (decision, decision == Decision.Admitted ? AdmissionNotes.Of(random.Next(3), isSame, random.Next(50) == 0) : (byte)0);
    }

    InboundMessage Reply(bool match, Envelope request, ulong id, Decision decision, DeviceKey key, byte notes = 0)
    {
        var body = new byte[match ? MatchReply.Length : TicketReply.Length];
        if (match)
        {
            new MatchReply { Decision = decision, Notes = notes }.Write(body);
        }
        else
        {
            new TicketReply { Decision = decision, Notes = notes }.Write(body);
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
