using System.Text;
using System.Text.Json;
using Pedestal.Core.Console;
using Pedestal.Core.Console.Commands;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

/// <summary>A console of a lane in virtual time, with a port that counts bytes.</summary>
sealed class ConsoleRig : IConsolePort, ISystemInfo, INetworkInfo, ICameraService
{
    public const string Code = "code 4711";
    readonly Queue<byte> _typed = new();
    readonly StringBuilder _printed = new();
    readonly byte[] _registers = new byte[128];

    public ConsoleRig(bool serving = true, LaneMode mode = LaneMode.Entry)
    {
        Rig = new LaneRig(mode);
        Log = new EventLog(Rig.Clock);
        Store = new SettingsStore(Files);
        var settings = new DeviceSettings { Venue = "demo", Device = "gate-1" };
        (settings.Lane.Mode, settings.Lane.CaptureKey) = (mode, LaneRig.CaptureKey);
        Parts = new ConsoleParts
        {
            Port = this, Clock = Rig.Clock, System = this, Log = Log, Service = new ServiceMode(Rig.Clock, Log, Files),
        };
        if (serving)
        {
            StoredCode.In(Files, Code);
            Store.Load();
            Parts.Service.Open(Store);
            Parts.Settings = settings;
            Parts.Store = Store;
            Parts.Editor = new SettingsEditor(Store, settings);
            Parts.Files = Files;
            Parts.Network = this;
            Parts.Link = Rig;
            Parts.Lane = Rig.Lane;
            Parts.Camera = Rig;
            Parts.CameraService = this;
            Parts.Presence = Rig.Presence;
            Parts.Reader = Rig.Qr;
            Parts.Gate = Rig.Keeper;
            Parts.Ring = Rig.Indicator;
            Parts.Cipher = new HostCipher();
            Parts.Recorder = Rig.Recorder;
            Parts.Extractor = new Vein.Extractor();
            Parts.Offline = new OfflineAdmission(new OfflineSettings(), Files, new HostCipher(), new VirtualSystem(), Log);
            Rig.Run(100);
        }

        Console = StandardCommands.Create(Parts);
        Poll();
        _printed.Clear();
    }

    public LaneRig Rig { get; }

    public MemoryStore Files { get; } = new();

    public SettingsStore Store { get; }

    public EventLog Log { get; }

    public ConsoleParts Parts { get; }

    public DiagnosticConsole Console { get; }

    public int Reboots { get; private set; }

    public bool Crashes { get; set; }

    public int Reads { get; private set; }

    public int Written { get; private set; }

    /// <summary>The number of bytes that the port accepts at once.</summary>
    public int Appetite { get; set; } = int.MaxValue;

    /// <summary>The output since the last call.</summary>
    public string Printed()
    {
        var printed = _printed.ToString();
        _printed.Clear();
        return printed;
    }

    public void Type(string text) => Encoding.Latin1.GetBytes(text).ToList().ForEach(_typed.Enqueue);

    public void Poll() => Console.Poll();

    /// <summary>Types a line and runs lane and console until it is executed and printed.</summary>
    public string Run(string line)
    {
        Type(line + "\r");
        for (int turns = 0, idle = 0; idle < 20; turns++)
        {
            Assert.True(turns < 50_000, "The command does not come to an end.");
            Rig.Run();
            var before = Written;
            Poll();
            idle = Console.IsBusy || _typed.Count > 0 || Written > before ? 0 : idle + 1;
        }

        return Printed();
    }

    /// <summary>Runs a line with <c>--json</c> and without echo; returns the objects of the reply in order.</summary>
    public List<JsonElement> Ask(string line)
    {
        Console.Interactive = false;
        var reply = Run(line + " --json").Split("\r\n").Where(l => l.StartsWith('{'))
            .Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Console.Interactive = true;
        Assert.True(reply[^1].TryGetProperty("ok", out _), line);
        return reply;
    }

    int IConsolePort.TryRead()
    {
        Reads++;
        return _typed.TryDequeue(out var value) ? value : -1;
    }

    int IConsolePort.Write(byte[] buffer, int offset, int count)
    {
        count = Math.Min(count, Appetite);
        Written += count;
        _printed.Append(Encoding.Latin1.GetString(buffer, offset, count));
        return count;
    }

    string ISystemInfo.Firmware => "1.0.0";

    string ISystemInfo.Platform => "test";

    string ISystemInfo.Board => "rig";

    long ISystemInfo.FreeMemory() => Crashes ? throw new InvalidOperationException("defect") : 4_000_000;

    long ISystemInfo.FreeInternalMemory() => 90_000;

    string ISystemInfo.UtcTime() => "2026-11-23T20:15:00Z";

    void ISystemInfo.Reboot() => Reboots++;

    string INetworkInfo.Name => "Venue Staff";

    bool INetworkInfo.IsUp() => true;

    string INetworkInfo.Address() => "10.0.0.7";

    int ICameraService.ExpectedId => 0x84;

    int ICameraService.ReadId() => 0x84;

    CameraStatus ICameraService.CheckLink() => CameraStatus.Ok;

    int ICameraService.ReadRegister(int register) => _registers[register];

    bool ICameraService.WriteRegister(int register, int value)
    {
        _registers[register] = (byte)value;
        return true;
    }
}
