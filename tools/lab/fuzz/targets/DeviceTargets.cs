using Pedestal.Core.Console;
using Pedestal.Core.Console.Commands;
using Pedestal.Core.Log;
using Pedestal.Core.Offline;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Gm65;
using Pedestal.Hal;
using Pedestal.Hal.Host;
using Pedestal.Protocol;
using static Pedestal.Fuzz.FuzzTarget;

namespace Pedestal.Fuzz;

/// <summary>Parsers for a pedestal's reader, console, flash and operators.</summary>
static class DeviceTargets
{
    const int LongestCode = 512;
    const int MostPolls = 4096;

    static readonly byte[] Mark = [1, 2, 3, 4, 5, 6, 7, 8];

    internal static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("reader", Reader,
            [Targets.Bytes("TICKET-1\r"), Targets.Bytes("\x02]Q1TICKET\x03"), [2, 0, 0, 1, 0, 0x33, 0x31, (byte)'A', 13]])
        {
            Words = ["]Q3", "]Q1", "\r", "\n", "\t", "\x02", "\x03", "\0"],
        },
        new("console", Console,
            [
                Targets.Bytes("help\r\nstatus\r\n"), Targets.Bytes("service \"1 2\"\r"), Targets.Bytes("\x1b[A\x1b[D\x7f\x03\x15x\r"),
                [255, 251, 1, 255, 250, 31, 0, 80, 0, 24, 255, 240, .. "log\r"u8],
            ])
        {
            Words =
            [
                "help", "status", "config", "config set venue ", "service ", "reboot", "self-test", "log", "capture", "\x1b[A", "\x1b[", "\t",
                "\r", "\n", "\x03", "\"", "\\",
            ],
        },
        new("settings-document", Document, [Stored("venue", "demo"), Stored("broker.host", "mqtt.venue.example")])
        {
            Words = ["\"version\":1", "\"trial\":true", "\"settings\":{", "\\u0041", "\\u", "{", "}", "\"", "null", "1e9"],
        },
        new("setting-value", Values, [Targets.Bytes("demo"), Targets.Bytes("10.1.2.3"), Targets.Bytes(new string('a', 96))]),
        new("device-certificate", Certificate, [FileTargets.Certificate()]),
        new("admission-list", List, [new byte[AdmissionRecord.Length], Opened()]),
    ];

    static void Reader(byte[] bytes)
    {
        var parser = new Gm65Parser(LongestCode);
        foreach (var value in bytes)
        {
            if (parser.Take(value) == Gm65Event.Code)
            {
                Promise(parser.Length is > 0 and <= LongestCode, "a code longer than its buffer");
                Promise(!parser.Code.AsSpan(0, parser.Length).ContainsAnyExceptInRange((byte)' ', (byte)'~'), "a code that is not ASCII");
            }
        }
    }

    static void Console(byte[] bytes)
    {
        var clock = new VirtualClock();
        var log = new EventLog(clock);
        var port = new FuzzPort(bytes);
        var console = StandardCommands.Create(new ConsoleParts
        {
            Port = port, Clock = clock, System = new VirtualSystem(), Log = log, Service = new ServiceMode(clock, log, new MemoryStore()),
        });
        for (var polls = 0; polls < MostPolls && (!port.IsEmpty || console.IsBusy); polls++)
        {
            console.Poll();
            clock.Advance(10_000);
        }

        Promise(port.IsEmpty, "a console that stopped reading");
    }

    static void Document(byte[] bytes)
    {
        Read(bytes);

        // With the checksum of the mutated text, so that the parser behind it is reached.
        var text = Targets.Text(bytes);
        var check = text.LastIndexOf("\"crc32\":\"", StringComparison.Ordinal);
        if (check > 0)
        {
            Read([.. bytes[..check], .. Targets.Bytes($"\"crc32\":\"{Crc32.Of(bytes, 0, check):x8}\"}}\n")]);
        }
    }

    static void Read(byte[] bytes)
    {
        var document = new SettingsDocument();
        if (document.Read(bytes) == DocumentStatus.Whole)
        {
            var again = new SettingsDocument();
            Promise(again.Read(document.Write()) == DocumentStatus.Whole && again.Values.SequenceEqual(document.Values),
                "settings that change when written and read again");
        }
    }

    static void Values(byte[] bytes)
    {
        var text = Targets.Text(bytes);
        foreach (var setting in SettingsSchema.All)
        {
            Promise(setting.FaultOf(text) is null or { Length: > 0 }, "a fault without a message");
        }
    }

    static void Certificate(byte[] der) =>
        SettingsSchema.All[SettingsSchema.IndexOf(SettingNames.BrokerCa)].FaultOf(Convert.ToBase64String(der));

    static void List(byte[] bytes)
    {
        var files = new MemoryStore();
        files.Append(AdmissionList.File, bytes);
        var list = new AdmissionList(files, Mark);
        list.Open();
        list.Add(new AdmissionRecord { Kind = RecordKind.Offline, Code = [65], RequestId = 1 });
        var again = new AdmissionList(files, Mark);
        Promise(list.State != ListState.Open || again.State == ListState.Open && again.Contains([65]), "an admission that was lost");
    }

    static byte[] Stored(string name, string value)
    {
        var document = new SettingsDocument();
        document.Values[SettingsSchema.IndexOf(name)] = value;
        return document.Write();
    }

    static byte[] Opened()
    {
        byte[] code = [.. "T-1"u8];
        return
        [
            .. new AdmissionRecord { Kind = RecordKind.Opened, Code = Mark }.Write(),
            .. new AdmissionRecord { Kind = RecordKind.Offline, Code = code, RequestId = 7, UnixSeconds = 1_795_000_000, Step = 5 }.Write(),
            .. new AdmissionRecord { Kind = RecordKind.Reported, RequestId = 7 }.Write(),
        ];
    }

    sealed class FuzzPort(byte[] typed) : IConsolePort
    {
        int _next;

        public bool IsEmpty => _next == typed.Length;

        public int TryRead() => IsEmpty ? -1 : typed[_next++];

        public int Write(byte[] buffer, int offset, int count) => count;
    }
}
