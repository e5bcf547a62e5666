using System.Text.Json;
using Pedestal.Core.Console;
using Pedestal.Core.Fleet;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>A pedestal that accepts commands, and its operator, in virtual time.</summary>
sealed class FleetRig : ITimeOfDay, IGate
{
    const long StartSeconds = 1_000;

    // A pedestal handles five commands per second.
    const int Pause = 200;

    public static readonly DeviceKey Key = new([.. Enumerable.Range(201, 48).Select(i => (byte)i)]);
    readonly HostCipher _cipher = new();
    readonly LaneParts _parts;
    RemoteCommands _commands;
    readonly FleetReports _reports;
    SendingSession _session = new();
    ulong _id;

    public FleetRig(bool hasKey = true, bool isTimeKnown = true, int passageSeconds = 0)
    {
        Lane = new LaneRig(passageSeconds: passageSeconds);
        IsTimeKnown = isTimeKnown;
        Store = new SettingsStore(Files);
        Store.Load();
        Store.Save(Values(), TrialProof.None);
        var settings = new DeviceSettings();
        Assert.Null(settings.Take(Store.Values()));
        settings.FleetKey = hasKey ? Key : null;
        Parts = new ConsoleParts
        {
            Clock = Lane.Clock, System = Lane.Controller, Log = Lane.Log, Settings = settings, Store = Store,
            Service = Lane.Service, Link = Lane, Lane = Lane.Lane, Gate = Lane.Keeper,
            Time = this, Thermometer = Lane.Controller, Files = Files,
        };
        _parts = new LaneParts
        {
            Link = Lane, Cipher = _cipher, Clock = Lane.Clock, Gate = new GateKeeper(this, Lane.Clock, null, Lane.Log), Indicator = Lane.Indicator, Log = Lane.Log,
        };
        _commands = new RemoteCommands(Parts, _parts);
        _reports = new FleetReports(Parts, _parts, _commands);
        Run(500);
        if (hasKey)
        {
            Assert.True(OpenSession());
        }
    }

    public LaneRig Lane { get; }

    public MemoryStore Files { get; } = new();

    public SettingsStore Store { get; }

    public ConsoleParts Parts { get; }

    /// <summary>Whether offline admission is on.</summary>
    public bool HasOffline
    {
        init
        {
            var settings = new OfflineSettings { IsOn = value, Key = new byte[32] };
            Parts.Offline = new OfflineAdmission(settings, new MemoryStore(), _cipher, this, Lane.Log);
        }
    }

    public int Dropped => _commands.Dropped;

    public bool IsTimeKnown { get; set; }

    public bool GateThrows { get; set; }

    long ITimeOfDay.UnixSeconds() => IsTimeKnown ? StartSeconds + Lane.Clock.NowMicroseconds() / 1_000_000 : 0;

    int IGate.Openings => Lane.Gate.Openings;

    int IGate.Confirmations => Lane.Gate.Confirmations;

    int IGate.Passages => Lane.Gate.Passages;

    bool IGate.IsPulled => Lane.Gate.IsPulled;

    GatePulse IGate.Pulse => Lane.Gate.Pulse;

    void IGate.Open()
    {
        if (GateThrows)
        {
            throw new InvalidOperationException("The part is broken.");
        }

        Lane.Gate.Open();
    }

    void IGate.Hold() => Lane.Gate.Hold();

    void IGate.Release() => Lane.Gate.Release();

    /// <summary>Restarts the pedestal, which loses what it kept in memory.</summary>
    public void Restart() => _commands = new RemoteCommands(Parts, _parts);

    public static string?[] Values() => [.. SettingsSchema.All.Select(setting => setting.Name switch
    {
        SettingNames.MatchKey or SettingNames.TicketKey or SettingNames.FleetKey => new string('a', 96),
        SettingNames.ServiceCode => "471100",
        SettingNames.Venue or SettingNames.Device or SettingNames.WifiSsid or SettingNames.BrokerHost => "demo",
        _ => null,
    })];

    public void Run(int milliseconds)
    {
        for (var passed = 0; passed < milliseconds; passed += 10)
        {
            Lane.Run(10);
            _commands.Poll();
            _reports.Poll();
        }
    }

    /// <summary>Sends a command as an operator does and returns the reply; null if there is none.</summary>
    public FleetReply? Ask(CommandKind kind, string argument = "")
    {
        var (session, id) = (_session.Id, ++_id);
        var reply = Send(Seal(kind, argument, id));
        return reply is null && _session.Id != session ? Send(Seal(kind, argument, id)) : reply;
    }

    /// <summary>Seals a command in the pedestal's session, which is requested first if there is none.</summary>
    public byte[] Seal(CommandKind kind, string argument = "", ulong? id = null, DeviceKey? key = null,
        MessageType type = MessageType.Command) =>
        Seal(new FleetCommand { Kind = kind, Argument = argument }.Write(), id, key, type);

    public byte[] Seal(byte[] body, ulong? id = null, DeviceKey? key = null, MessageType type = MessageType.Command)
    {
        var envelope = new Envelope(_cipher) { Type = type, RequestId = id ?? ++_id };
        _session.Number(envelope);
        return envelope.Seal(key ?? Key, body);
    }

    /// <summary>Lets the pedestal offer a session, as for a command without one, and continues in it; false if it offers none.</summary>
    public bool OpenSession()
    {
        _session = new SendingSession();
        return Send(Seal(CommandKind.Identify, "1")) is null && _session.Id != 0;
    }

    /// <summary>Sends a message and returns the pedestal's reply; null for none or a session offer.</summary>
    public FleetReply? Send(byte[] message)
    {
        var before = Replies().Count;
        Run(Pause);
        Lane.Commands.Enqueue(new InboundMessage(Channel.Command, message));
        Run(20);
        var replies = Replies();
        if (replies.Count == before)
        {
            return null;
        }

        var envelope = new Envelope(_cipher);
        Assert.Equal(EnvelopeStatus.Ok, envelope.Open(Key, replies[^1]));
        if (envelope.Type == MessageType.SessionOffer)
        {
            _session.Take(envelope);
            return null;
        }

        Assert.Equal(MessageType.CommandReply, envelope.Type);
        var reply = new FleetReply();
        Assert.True(reply.Read(envelope.Body));
        return reply;
    }

    public List<JsonElement> Published(Channel channel) =>
        [.. Lane.Sent.Where(sent => sent.Channel == channel).Select(sent => JsonDocument.Parse(sent.Payload).RootElement)];

    List<byte[]> Replies() =>
        [.. Lane.Sent.Where(sent => sent.Channel == Channel.CommandReply).Select(sent => sent.Payload)];
}
