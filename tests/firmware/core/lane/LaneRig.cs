using Pedestal.Core.Lane;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Core.Reporting;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Core.Tests;

/// <summary>A lane in virtual time whose parts the test controls.</summary>
sealed class LaneRig : IPalmCamera, ICameraService, ITemplateExtractor, ILink
{
    /// <summary>The byte that frames and templates consist of.</summary>
    public const byte PalmByte = 0x5A;

    public static readonly DeviceKey MatchKey = new([.. Enumerable.Range(1, 48).Select(i => (byte)i)]);
    public static readonly DeviceKey TicketKey = new([.. Enumerable.Range(101, 48).Select(i => (byte)i)]);
    public static readonly DeviceKey CaptureKey = new([.. Enumerable.Range(201, 48).Select(i => (byte)i)]);
    readonly Queue<InboundMessage> _inbound = new();
    readonly HostCipher _cipher = new();

    public LaneRig(LaneMode mode = LaneMode.Entry, OfflineAdmission? offline = null, int passageSeconds = 0, bool needsPulse = false)
    {
        Brokers = new BrokerChoice(Clock, [new("broker.local", 8883), new("spare.local", 8884)]);
        Gate = new VirtualGate(Clock);
        Time = new CheckedTime(Day, Clock);
        Log = new EventLog(Clock);
        Service = new ServiceMode(Clock, Log, Flash);
        Keeper = new GateKeeper(Gate, Clock, Service, Log);
        var parts = new LaneParts
        {
            Camera = this, CameraService = this, Extractor = this, Link = this, Presence = Presence, Qr = Qr, Reader = Qr,
            Gate = Keeper, Indicator = Indicator, Cipher = _cipher, Clock = Clock, Offline = offline,
            System = Controller, Time = Time, Log = Log, Service = Service, Recorder = Recorder,
        };
        var settings = new LaneSettings
        {
            Mode = mode, MatchKey = MatchKey, TicketKey = TicketKey, PassageSeconds = passageSeconds, NeedsPulse = needsPulse,
        };
        Lane = new LaneController(parts, settings, new Reporter(parts, settings));
    }

    public LaneController Lane { get; }

    public VirtualClock Clock { get; } = new();

    /// <summary>The venue's brokers.</summary>
    public BrokerChoice Brokers { get; }

    public BrokerTest BrokerTest { get; } = new(2);

    /// <summary>For capture mode; a lane in another mode does not use it.</summary>
    public FrameRecorder Recorder { get; } = new(new PalmFrame());

    public VirtualPresence Presence { get; } = new();

    public VirtualQrReader Qr { get; } = new();

    public VirtualGate Gate { get; }

    public GateKeeper Keeper { get; }

    public VirtualSystem Controller { get; } = new();

    /// <summary>The time of day as set by a time server.</summary>
    public SetTime Day { get; } = new();

    public CheckedTime Time { get; }

    public EventLog Log { get; }

    public MemoryStore Flash { get; } = new();

    public ServiceMode Service { get; }

    public VirtualIndicator Indicator { get; } = new();

    public List<(Channel Channel, byte[] Payload, bool Retain)> Sent { get; } = [];

    public Queue<InboundMessage> Commands { get; } = new();

    public bool Connected { get; set; } = true;

    /// <summary>Why the link is not connected, while it is not.</summary>
    public string LinkFault { get; set; } = "refused: \"no\" \\ such account";

    /// <summary>The real camera driver; null for a camera whose results are set here.</summary>
    public IPalmCamera? Driver { get; set; }

    public CameraStatus StartStatus { get; set; } = CameraStatus.Ok;

    public CameraStatus CaptureStatus { get; set; } = CameraStatus.Ok;

    public CameraStatus LeftStatus { get; set; } = CameraStatus.Ok;

    public ExtractionStatus Extraction { get; set; } = ExtractionStatus.Ok;

    public ExtractionStatus Liveness { get; set; } = ExtractionStatus.Ok;

    /// <summary>The grey level of lit frames at a time; null for one that does not change.</summary>
    public Func<long, byte>? LitAt { get; set; }

    /// <summary>Quality and position of the next captures; good ones in the middle follow.</summary>
    public Queue<(int Quality, int CentreX)> NextCaptures { get; } = new();

    public int CaptureMilliseconds { get; set; } = 200;

    public int ExtractMilliseconds { get; set; }

    /// <summary>What the lane had the camera and the extraction do, in order.</summary>
    public List<string> Calls { get; } = [];

    public bool CameraThrows { get; set; }

    public bool LinkThrows { get; set; }

    public bool CommandsThrow { get; set; }

    public List<long> Attempts { get; } = [];

    public int Captures { get; private set; }

    /// <summary>Runs the lane for a time, with a step every 10 ms.</summary>
    public void Run(int milliseconds = 10)
    {
        for (var end = Clock.NowMicroseconds() + milliseconds * 1000L; Clock.NowMicroseconds() < end;)
        {
            Lane.Step();
            Clock.Advance(10_000);
        }
    }

    public void ShowPalm(int millimetres = 90)
    {
        Presence.Millimetres = millimetres;
        Run();
    }

    public void Lift()
    {
        Presence.Millimetres = Hal.Presence.Nothing;
        Run(1000);
    }

    /// <summary>All sealed messages of a channel, decrypted.</summary>
    public List<Envelope> Requests(Channel channel) => [.. Sent.Where(m => m.Channel == channel).Select(m =>
    {
        var envelope = new Envelope(_cipher);
        Assert.Equal(EnvelopeStatus.Ok, envelope.Open(channel == Channel.MatchRequest ? MatchKey : TicketKey, m.Payload));
        return envelope;
    })];

    public MatchRequest LastMatchRequest()
    {
        var request = new MatchRequest();
        Assert.True(request.Read(Requests(Channel.MatchRequest)[^1].Body));
        return request;
    }

    public byte[] MatchReplyTo(ulong id, Decision decision, uint? sequence = null, DeviceKey? key = null,
        MessageType type = MessageType.MatchReply, uint match = 0, uint ticket = 0, byte notes = 0)
    {
        var body = new byte[MatchReply.Length];
        new MatchReply { Decision = decision, Notes = notes, MatchMicroseconds = match, TicketMicroseconds = ticket }.Write(body);
        return Seal(body, id, type, sequence, key ?? MatchKey);
    }

    /// <summary>Seals a reply that repeats session and sequence of the last request of its kind, or another sequence.</summary>
    public byte[] Seal(byte[] body, ulong id, MessageType type, uint? sequence, DeviceKey key)
    {
        var request = Requests(key == TicketKey ? Channel.TicketRequest : Channel.MatchRequest).LastOrDefault();
        return new Envelope(_cipher)
        {
            Type = type, RequestId = id, Session = request?.Session ?? 0, Sequence = sequence ?? request?.Sequence ?? 1,
        }.Seal(key, body);
    }

    /// <summary>Offers the lane a session in place of a reply to its last request and lets it act on the offer.</summary>
    public void OfferSession(ulong session, Channel channel = Channel.MatchRequest, ulong? id = null, uint? sequence = null,
        long unixMilliseconds = 0)
    {
        var (key, reply) = channel == Channel.MatchRequest ? (MatchKey, Channel.MatchReply) : (TicketKey, Channel.TicketReply);
        Deliver(Seal(new SessionOffer { Session = session, UnixMilliseconds = unixMilliseconds }.Write(),
            id ?? Requests(channel)[^1].RequestId, MessageType.SessionOffer, sequence, key), reply);
        Run();
    }

    public void Deliver(byte[] payload, Channel channel = Channel.MatchReply) =>
        _inbound.Enqueue(new InboundMessage(channel, payload));

    /// <summary>Replies to the open match request and lets the lane act on the reply.</summary>
    public void ReplyToMatch(Decision decision, uint match = 0, uint ticket = 0, byte notes = 0)
    {
        Deliver(MatchReplyTo(Requests(Channel.MatchRequest)[^1].RequestId, decision, match: match, ticket: ticket, notes: notes));
        Run();
    }

    /// <summary>Replies to the open ticket request and lets the lane act on the reply.</summary>
    public void ReplyToTicket(Decision decision, byte notes = 0)
    {
        var body = new byte[TicketReply.Length];
        var reply = new TicketReply { Decision = decision, Notes = notes };
        Array.Fill(reply.Link, (byte)7);
        reply.Write(body);
        Deliver(Seal(body, Requests(Channel.TicketRequest)[^1].RequestId, MessageType.TicketReply, null, TicketKey),
            Channel.TicketReply);
        Run();
    }

    /// <summary>Ticketing opens an enrolment, and the matcher, which knows of no screen at the booth, lets palms be captured.</summary>
    public void OpenEnrolment()
    {
        ReplyToTicket(Decision.EnrolmentOpened);
        Run();
        ReplyToMatch(Decision.EnrolmentOpened);
    }

    int ICameraService.ExpectedId => 0x84;

    int ICameraService.ReadId() => 0x84;

    CameraStatus ICameraService.CheckLink() => Driver is ICameraService driver ? driver.CheckLink() : CameraStatus.Ok;

    int ICameraService.ReadRegister(int register) => 0;

    bool ICameraService.WriteRegister(int register, int value) => false;

    CameraStatus IPalmCamera.Start() => Attempt(Driver == null ? null : Driver.Start);

    CameraStatus IPalmCamera.Recover() => Attempt(Driver == null ? null : Driver.Recover);

    void IPalmCamera.Prepare()
    {
        ThrowIf(CameraThrows);
        Calls.Add("prepare");
        Driver?.Prepare();
    }

    CameraStatus IPalmCamera.Capture(PalmFrame frame, NextPicture next)
    {
        ThrowIf(CameraThrows);
        Captures++;
        Calls.Add(next switch
        {
            NextPicture.Left => "capture, the left one follows",
            NextPicture.Both => "capture, another follows",
            _ => "capture",
        });
        if (Driver != null)
        {
            return Driver.Capture(frame, next);
        }

        Array.Fill(frame.Lit, LitAt?.Invoke(Clock.NowMicroseconds()) ?? PalmByte);
        Array.Fill(frame.Dark, PalmByte);
        Clock.Advance(CaptureMilliseconds * 1000L);
        return CaptureStatus;
    }

    CameraStatus IPalmCamera.CaptureLeft(PalmFrame frame, int rows, bool anotherFollows)
    {
        ThrowIf(CameraThrows);
        Calls.Add(anotherFollows ? "capture left, another follows" : "capture left");
        if (Driver != null)
        {
            return Driver.CaptureLeft(frame, rows, anotherFollows);
        }

        Array.Fill(frame.Left, PalmByte);
        return LeftStatus;
    }

    void IPalmCamera.TendExposure()
    {
        ThrowIf(CameraThrows);
        Calls.Add("tend exposure");
        Driver?.TendExposure();
    }

    void IPalmCamera.EndExposure()
    {
        ThrowIf(CameraThrows);
        Calls.Add("end exposure");
        Driver?.EndExposure();
    }

    ExtractionStatus ITemplateExtractor.Extract(PalmFrame frame, byte[] template)
    {
        Calls.Add("extract");
        Clock.Advance(ExtractMilliseconds * 1000L);
        Array.Fill(template, PalmByte);
        var capture = NextCaptures.TryDequeue(out var next) ? next : (Quality: 100, CentreX: 64);
        template[TemplateFormat.QualityOffset] = (byte)capture.Quality;
        template[TemplateFormat.CentreOffset] = (byte)capture.CentreX;
        return Extraction;
    }

    int ITemplateExtractor.LivenessRows => PalmFrame.Side;

    ExtractionStatus ITemplateExtractor.CheckLiveness(PalmFrame frame)
    {
        Calls.Add("check liveness");
        return Liveness;
    }

    void ITemplateExtractor.Wipe()
    {
    }

    BrokerChoice ILink.Brokers => Brokers;

    BrokerTest ILink.BrokerTest => BrokerTest;

    bool ILink.IsConnected() => Connected;

    string? ILink.Fault => Connected ? null : LinkFault;

    bool ILink.Publish(Channel channel, byte[] payload, bool retain)
    {
        if (Connected)
        {
            Sent.Add((channel, (byte[])payload.Clone(), retain));
        }

        return Connected;
    }

    InboundMessage ILink.TryReceive()
    {
        ThrowIf(LinkThrows);
        return _inbound.TryDequeue(out var message) ? message : null!;
    }

    InboundMessage ILink.TryReceiveCommand()
    {
        ThrowIf(CommandsThrow);
        return Commands.TryDequeue(out var message) ? message : null!;
    }

    static void ThrowIf(bool broken)
    {
        if (broken)
        {
            throw new InvalidOperationException("The part is broken.");
        }
    }

    CameraStatus Attempt(Func<CameraStatus>? start)
    {
        ThrowIf(CameraThrows);
        Attempts.Add(Clock.NowMicroseconds() / 1_000_000);
        return start?.Invoke() ?? StartStatus;
    }
}
