using System.Text.RegularExpressions;
using CsCheck;
using Pedestal.Core.Console;
using Pedestal.Core.Log;
using Pedestal.Core.Supervision;
using Pedestal.Protocol;

namespace Pedestal.Core.Tests;

public sealed partial class ConsoleTests
{
    // Every command in every form that changes its reply.
    static readonly (string Row, string Line)[] Forms =
    [
        ("help", "help"), ("help", "help latency"), ("status", "status"), ("info", "info"), ("selftest", "selftest"),
        ("latency", "latency"), ("latency", "latency all"), ("log", "log"), ("net", "net"), ("mqtt", "mqtt"), ("time", "time"),
        ("memory", "memory"), ("config", "config"), ("config", "config show broker.port"), ("service", "service"),
        ("service", $"service {ConsoleRig.Code}"), ("config set", "config set broker.port 1883"), ("config save", "config save"),
        ("sensor", "sensor write 0x21 7"), ("sensor", "sensor read 0x20 4"), ("capture", "capture"), ("echo", "echo on"),
    ];

    [Fact]
    public void Every_command_replies_in_both_formats_with_the_keys_of_the_readme()
    {
        var rig = new ConsoleRig();
        var keys = new Dictionary<string, HashSet<string>>();
        foreach (var (row, line) in Forms)
        {
            var text = rig.Run(line);
            Assert.DoesNotContain("error", text, StringComparison.Ordinal);
            Assert.True(text.Length > line.Length + 10, line);
            Assert.DoesNotContain('{', text.Replace("--json", "", StringComparison.Ordinal));
            if (line == "config save")
            {
                rig.Run("config set broker.port 1884");
            }

            var reply = rig.Ask(line);
            Assert.True(reply[^1].GetProperty("ok").GetBoolean(), line);
            Assert.Equal(line.Split(' ')[0], reply[^1].GetProperty("command").GetString());
            var seen = keys.TryGetValue(row, out var known) ? known : keys[row] = [];
            seen.UnionWith(reply.SkipLast(1).SelectMany(a => a.EnumerateObject()).Select(p => p.Name));
        }

        var documented = Readme();
        foreach (var (row, seen) in keys)
        {
            Assert.Equal(documented[row].Intersect(seen).Order(), seen.Where(k => !IsRepeated(k) && !(row == "status" && IsPart(k))).Order());
            Assert.True(row == "capture" || documented[row].IsSubsetOf(seen), row);
        }

        Assert.Equal(
            rig.Ask("help").SkipLast(1).Select(a => a.GetProperty("name").GetString()!).Order(),
            documented.Keys.Where(k => !k.Contains(' ', StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Every_command_has_help_and_reports_wrong_usage()
    {
        var rig = new ConsoleRig();
        rig.Run($"service {ConsoleRig.Code}");
        foreach (var command in rig.Ask("help").SkipLast(1).Select(a => a.GetProperty("name").GetString()!))
        {
            Assert.Contains(command, rig.Run("help " + command), StringComparison.Ordinal);
        }

        foreach (var line in new[]
        {
            "hlep", "help nothing", "latency some", "log loud", "log live loud", "selftest toes", "sensor", "sensor read 128",
            "sensor read x", "sensor write 1", "sensor write 1 256", "sensor read 120 20", "config burn", "config set",
            "config set colour red", "config set broker.port 70000", "config show colour", "config save", "echo maybe",
        })
        {
            Assert.Contains("error: ", rig.Run(line), StringComparison.Ordinal);
            Assert.NotEqual("", rig.Ask(line)[^1].GetProperty("error").GetString());
        }
    }

    [Fact]
    public void Every_command_reports_parts_that_have_not_started()
    {
        var rig = new ConsoleRig(serving: false);
        foreach (var (_, line) in Forms)
        {
            Assert.DoesNotContain("failed:", rig.Run(line), StringComparison.Ordinal);
        }

        Assert.Equal("skipped", rig.Ask("selftest camera-id")[0].GetProperty("result").GetString());
        Assert.Contains("have not been read yet", rig.Run("config"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_console_never_delays_the_lane()
    {
        var rig = new ConsoleRig();
        rig.Run($"service {ConsoleRig.Code}");
        rig.Parts.Service.Enter(ConsoleRig.Code);
        rig.Type(new string('x', 50_000) + "\r" + string.Join('\r', Forms.Select(f => f.Line)) + "\r");
        for (var turn = 0; turn < 30_000 && (turn < 3000 || rig.Console.IsBusy); turn++)
        {
            rig.Rig.Run();
            var (reads, written, captures, before) = (rig.Reads, rig.Written, rig.Rig.Captures, rig.Rig.Clock.NowMicroseconds());

            rig.Poll();

            Assert.InRange(rig.Reads - reads, 0, DiagnosticConsole.BytesPerPoll);
            Assert.InRange(rig.Written - written, 0, 2 * DiagnosticConsole.PrintedPerPoll);
            Assert.InRange(rig.Rig.Captures - captures, 0, 1);
            Assert.True(rig.Rig.Clock.NowMicroseconds() - before <= 1000L * rig.Rig.CaptureMilliseconds);
        }

        Assert.False(rig.Console.IsBusy);
        Assert.Contains("#end lit", rig.Printed(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_line_transfers_a_capture_completely()
    {
        var rig = new ConsoleRig { Appetite = 7 };
        rig.Parts.Service.Enter(ConsoleRig.Code);

        var printed = rig.Run("capture");

        var lines = printed.Split("\r\n");
        var from = Array.FindIndex(lines, l => l.StartsWith("#begin dark", StringComparison.Ordinal));
        var to = Array.FindIndex(lines, l => l == "#end dark");
        var bytes = Convert.FromBase64String(string.Concat(lines[(from + 1)..to]));
        Assert.Equal($"#begin dark 128 128 16384 {Crc32.Of(bytes, 0, bytes.Length):x8}", lines[from]);
        Assert.Equal(128 * 128, bytes.Length);
    }

    [Fact]
    public void The_console_works_after_any_input() => Gen.Byte.Array[0, 300].Sample(
        bytes =>
        {
            var rig = new ConsoleRig();
            rig.Type(System.Text.Encoding.Latin1.GetString(bytes) + "\r");
            rig.Run("");

            // The input may have started a telnet negotiation, which is ended first.
            rig.Type("\xff\xf0\x03\r");
            Assert.True(rig.Ask("time")[^1].GetProperty("ok").GetBoolean());
        },
        iter: 30);

    [Fact]
    public void A_defect_in_a_command_ends_only_that_command()
    {
        var rig = new ConsoleRig { Crashes = true };

        Assert.Contains("error: failed: defect", rig.Run("memory"), StringComparison.Ordinal);

        Assert.Contains("uptimeSeconds", rig.Run("status"), StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_ends_a_command_and_typed_ahead_input_is_kept()
    {
        var rig = new ConsoleRig();
        rig.Type("selftest\r");
        rig.Poll();
        rig.Type("time\r");
        rig.Poll();
        Assert.True(rig.Console.IsBusy);
        Assert.Contains("utc", rig.Run(""), StringComparison.Ordinal);

        rig.Type("selftest\r");
        rig.Poll();
        rig.Type("junk\x03");
        rig.Poll();
        Assert.False(rig.Console.IsBusy);
        Assert.Contains("cancelled", rig.Run(""), StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_leave_the_line_being_typed_intact()
    {
        var rig = new ConsoleRig();
        rig.Type("sta");
        rig.Poll();
        rig.Printed();

        rig.Log.Write(LogLevel.Warning, "camera", "wedged");
        rig.Log.Write(LogLevel.Info, "camera", "not worth a line");
        rig.Poll();

        Assert.Matches(@"^\x08+ +\x08+\r0\.\d+ +warning camera    wedged\r\ngate-1> sta$", rig.Printed());
        Assert.Contains("uptimeSeconds", rig.Run("tus"), StringComparison.Ordinal);
    }

    static bool IsRepeated(string key) => RepeatedKey().IsMatch(key);

    /// <summary>The table of keys in the README.</summary>
    static bool IsPart(string key) => PartTable.All.Any(row => row.IsInState && row.Name == key);

    static Dictionary<string, HashSet<string>> Readme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "PedestalFirmware.sln")))
        {
            folder = folder.Parent;
        }

        var rows = new Dictionary<string, HashSet<string>>();
        var lines = File.ReadAllLines(Path.Combine(folder.FullName, "firmware", "core", "console", "README.md"));
        foreach (var cells in lines.SkipWhile(l => !l.StartsWith("| command", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(l => l.StartsWith('|')).Select(l => l.Split('|')))
        {
            foreach (var command in Word().Matches(cells[1]).Select(m => m.Groups[1].Value))
            {
                rows[command] = [.. Word().Matches(cells[2]).Select(m => m.Groups[1].Value).Where(k => !IsRepeated(k))];
            }
        }

        return rows;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(upTo|usage)\d")]
    private static partial Regex RepeatedKey();
}
