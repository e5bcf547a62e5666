using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

/// <summary>A lane with offline admission whose files and time of day the test controls.</summary>
sealed class OfflineRig : ITimeOfDay
{
    /// <summary>The event's key, which only ticketing has.</summary>
    public static readonly byte[] Key = [.. Enumerable.Range(7, 32).Select(i => (byte)i)];

    readonly OfflineSettings _settings;
    readonly int _passageSeconds;

    public OfflineRig(
        CutStore? files = null, bool isOn = true, int lane = 1, int lanes = 1, byte[]? key = null, int passageSeconds = 0)
    {
        _passageSeconds = passageSeconds;
        Files = files ?? new CutStore();
        _settings = new OfflineSettings { IsOn = isOn, Key = LaneKey(key ?? Key, lane, lanes), Lane = lane, Lanes = lanes };
        Restart();
    }

    public CutStore Files { get; }

    public long Now { get; set; } = 1_795_000_000;

    public EventLog Log { get; } = new(new VirtualClock());

    public OfflineAdmission Offline { get; private set; } = null!;

    public LaneRig Rig { get; private set; } = null!;

    /// <summary>A code as shown on a guest's telephone.</summary>
    public static byte[] Shown(string code, long now, byte[]? key = null)
    {
        var bytes = Encoding.ASCII.GetBytes(code);
        return ShownUnder(ShareKey(key ?? Key, SignedCode.ShareOf(bytes)), code, now);
    }

    /// <summary>A code signed with the key of a share.</summary>
    public static byte[] ShownUnder(byte[] shareKey, string code, long now)
    {
        var secret = HMACSHA256.HashData(shareKey, Encoding.ASCII.GetBytes(code));
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, now / 30);
        var tag = HMACSHA256.HashData(secret, step).AsSpan(0, 16);
        return Encoding.ASCII.GetBytes($"R1:{code}:{now / 30}:{Base64Url.EncodeToString(tag)}");
    }

    public string Shown(string code) => Encoding.ASCII.GetString(Shown(code, Now));

    /// <summary>The part of the event's key that ticketing gives to a lane.</summary>
    public static byte[] LaneKey(byte[] eventKey, int lane, int lanes) =>
        [.. Enumerable.Range(0, SignedCode.Shares).Where(share => share % lanes == lane - 1).SelectMany(share => ShareKey(eventKey, share))];

    static byte[] ShareKey(byte[] eventKey, int share) => HMACSHA256.HashData(eventKey, new[] { (byte)share })[..SignedCode.ShareKeyLength];

    /// <summary>Starts the pedestal with the present flash content.</summary>
    public void Restart()
    {
        Offline = new OfflineAdmission(_settings, Files, new HostCipher(), this, Log);
        Rig = new LaneRig(offline: Offline, passageSeconds: _passageSeconds);
    }

    /// <summary>Lets ticketing open the list.</summary>
    public OfflineRig Opened()
    {
        Rig.Run();
        Assert.Equal(TicketPurpose.OpenOffline, LastRequest().Purpose);
        Rig.ReplyToTicket(Decision.Admitted);
        Assert.Equal(ListState.Open, Offline.List.State);
        return this;
    }

    /// <summary>Scans a code without a broker and returns whether the gate opened.</summary>
    public bool ScanOffline(string code)
    {
        var before = Rig.Gate.Openings;
        Rig.Connected = false;
        Rig.Qr.Scan(code);
        Rig.Run(10);
        return Rig.Gate.Openings > before;
    }

    public TicketRequest LastRequest()
    {
        var request = new TicketRequest();
        Assert.True(request.Read(Rig.Requests(Channel.TicketRequest)[^1].Body));
        return request;
    }

    public OfflineVerdict Decide(byte[] scanned) => Offline.Decide(scanned, scanned.Length, 5);

    long ITimeOfDay.UnixSeconds() => Now;
}
