using System.Text.Json;
using Pedestal.Fleet;
using Pedestal.Messaging;
using Pedestal.Storage;
using Pedestal.Terminal;
using Pedestal.Ticketing;
using static Pedestal.Fuzz.FuzzTarget;

namespace Pedestal.Fuzz;

/// <summary>Parsers of services and tools for other systems, settings, and untrusted clients of the broker.</summary>
static class ServiceTargets
{
    static readonly Action<byte[]>[] Contracts =
    [
        .. new[]
        {
            ExternalContract.Redemptions, ExternalContract.Enrolments, ExternalContract.Links, ExternalContract.Bindings,
            ExternalContract.Endings,
        }.Select(path => (Action<byte[]>)(bytes => path.Read(bytes))),
        bytes => ExternalLists.Events.Read(bytes),
        bytes => ExternalLists.Guests.Read(bytes),
    ];

    internal static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("external-answer", External,
            [
                Targets.Bytes("""{"decision":"admitted"}"""),
                Targets.Bytes("""{"decision":"enrolmentOpened","link":"00112233445566778899aabbccddeeff"}"""),
                Targets.Bytes("""{"events":[{"number":1,"name":"a","venue":"v","doors":"2026-11-28T19:00Z","end":"2026-11-28T23:00Z"}]}"""),
                Targets.Bytes("""{"cursor":"00112233445566778899aabbccddeeff","more":true,"in":[{"event":1,"tokenDigest":"00"}],"out":[]}"""),
            ])
        {
            Words = ["{", "}", "[", "null", "\"decision\":", "\"link\":", "\"cursor\":", "\"events\":", "\"refused\"", "\\u0000", "\\ud800", "1e999"],
        },
        new("pretix-answer", Pretix,
            [
                Targets.Bytes("""{"next":null,"results":[{"code":"ABC12","status":"p","last_modified":"2026-11-28T19:00:00Z","positions":[{"id":1,"item":2,"secret":"x","blocked":["admin"],"checkins":[{"id":3,"list":4,"datetime":"2026-11-28T19:00:00Z","type":"entry"}]}]}]}"""),
                Targets.Bytes("""{"status":"error","reason":"already_redeemed","reason_explanation":null,"position":{"id":1,"valid_from":"2026-11-28T19:00:00Z"}}"""),
                Targets.Bytes("""{"id":12,"all_products":false,"limit_products":[1,2],"rules":{"and":[]},"allow_entry_after_exit":true}"""),
                Targets.Bytes("""{"next":null,"results":[{"id":1,"type":"nfc_uid","identifier":"00","active":true,"linked_orderpositions":[1],"updated":"2026-11-28T19:00:00Z"}]}"""),
                Targets.Bytes("""{"handshake_version": 1, "url": "https://pretix.eu", "token": "kpp4jn8g2ynzonp6"}"""),
            ],
            typeof(PretixException), typeof(InvalidOperationException))
        {
            Words = ["{", "}", "[", "null", "\"results\":", "\"positions\":", "\"secret\":", "\"status\":", "\"ok\"", "\\u0000", "\\ud800", "1e999", "https://"],
        },
        new("fleet-report", Report,
            [
                Targets.Bytes("""{"online":true,"camera":"ok","reader":"silent","service":true}"""),
                Targets.Bytes("""{"upSeconds":12,"freeBytes":100000,"temperatureTenths":315,"latencyUs":{"total":{"p99":400000,"counts":[1,2]}}}"""),
                Targets.Bytes("""{"firmware":"1.0.0","board":"x","startedAt":"2026-11-23T20:00:00Z"}"""),
            ])
        {
            Words = ["{", "}", "[", "]", "null", "1e999", "-1", "\"latencyUs\":", "\"online\":", "\\ud800", "\\u001b[2J", "\x1b"],
        },
        new("terminal-text", Terminal, [Targets.Bytes("gate-1"), Targets.Bytes("\x1b[31mred\x1b[0m"), Targets.Bytes("\u202Eolleh")])
        {
            Words = ["\x1b", "\u202E", "\u200B", "\r", "\b", "\u0085", "\U0001F600"],
        },
        new("database-address", bytes => DatabaseAddress.ServerOf(Targets.Text(bytes)),
            [
                Targets.Bytes("postgresql://matcher:p%40ss@db:5432/identity?sslmode=require"), Targets.Bytes("postgresql:Host=db;Database=x"),
                Targets.Bytes("data/identity.db"),
            ],
            typeof(StorageException))
        {
            Words = ["postgresql:", "postgres://", "%", "@", ":", "/", "?", "&", "=", ";", "[::1]", "sslmode", "Host=", "\0"],
        },
        new("text-file", bytes => TextFile.Decode(bytes), [Targets.Bytes("secret\n"), [0xFF, 0xFE, 65, 0], [0xEF, 0xBB, 0xBF, 65]],
            typeof(InvalidDataException)),
        new("names", bytes =>
            {
                var name = NameRule.Normalise(TextOf(bytes));
                Promise(NameRule.RefusalOf(name) is not null || NameRule.Normalise(name) == name, "a name that normalises in two ways");
                var code = CodeRule.Normalise(TextOf(bytes));
                Promise(CodeRule.RefusalOf(code, isRotating: true) is not null || code.Length <= RotatingCodes.LongestCode, "a code too long");
                EnrolmentId.TryRead(TextOf(bytes), out _);
            },
            [Targets.Bytes("Café \u00A0x"), Targets.Bytes("=\"007\""), Targets.Bytes("a/../b")])
        {
            Words = ["\u0301", "\u200B", "\u00A0", "\uFEFF", "=\"", "..", "/", "R1:", "]Q3"],
        },
    ];

    static void External(byte[] bytes)
    {
        foreach (var contract in Contracts)
        {
            try
            {
                contract(bytes);
            }
            catch (ExternalReplyException)
            {
                // A decision that the contract does not allow here; the next path may allow it.
            }
        }
    }

    static void Pretix(byte[] bytes)
    {
        foreach (var read in new Action[]
        {
            () => PretixJson.Read<PretixPage<PretixOrder>>(bytes).Results?.ToList().ForEach(order =>
                Promise(order is not { IsWhole: true } || order.Positions.All(p => p.Secret.Length > 0), "a ticket without a code")),
            () => PretixJson.Read<PretixPage<PretixMedium>>(bytes),
            () => PretixJson.Read<PretixListDetails>(bytes),
            () => PretixReasons.OfEntry(PretixJson.Read<PretixRedeemed>(bytes), isPalm: true, allowsReentry: false, DateTimeOffset.UnixEpoch),
        })
        {
            try
            {
                read();
            }
            catch (PretixException)
            {
                // Another kind of answer; the next reader may know it.
            }
        }

        PretixInvitation.Parse(Targets.Text(bytes));
    }

    static void Report(byte[] bytes)
    {
        var status = new PedestalStatus("gate-1");
        foreach (var kind in new[] { "state", "birth", "health" })
        {
            status.Take(kind, bytes);
        }

        Promise(TerminalText.Safe(status.Fault) == status.Fault, "a fault text that controls the terminal");
        _ = (status.IsOnline, status.SlowestMs, status.Celsius, status.FreeKilobytes, status.Up, status.Text("birth", "firmware"));
        JsonDocument.Parse(status.ToJson()).Dispose();
    }

    static void Terminal(byte[] bytes)
    {
        var safe = TerminalText.Safe(TextOf(bytes), 80);
        Promise(!safe.Any(char.IsControl) && TerminalText.Safe(safe).Length >= safe.Length, "text that controls the terminal");
        Promise(!TerminalBytes.Safe(bytes).Contains((byte)0x1b), "bytes that control the terminal");
    }

    static string TextOf(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
