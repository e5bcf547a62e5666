using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pedestal.Core.Supervision;
using Pedestal.Messaging;
using Pedestal.Terminal;

namespace Pedestal.Fleet;

/// <summary>
/// What is known of a pedestal: its last state, birth and health. They are untrusted, since any client of the broker may have
/// sent them.
/// </summary>
public sealed class PedestalStatus(string device)
{
    const int LongestName = 64;

    // Replaced as a whole, because it is read while the connection's thread adds messages; far more often read than replaced.
    volatile Known _known = Known.Of(device, ImmutableSortedDictionary.Create<string, Report>(StringComparer.Ordinal));

    /// <summary>The pedestal's level in the topic, as received.</summary>
    public string Device => device;

    /// <summary>Its name in printable form.</summary>
    public string Name { get; } = TerminalText.Safe(device, LongestName);

    /// <summary>The kinds of report received from it.</summary>
    public IReadOnlyCollection<string> Kinds => _known.Kinds;

    /// <summary>Whether it is connected to the broker.</summary>
    public bool IsOnline => _known.IsOnline;

    /// <summary>What is wrong, in words; empty if nothing.</summary>
    public string Fault => _known.Fault;

    /// <summary>The 99th percentile of attempts, in milliseconds; empty without any.</summary>
    public string SlowestMs => Number("health", 0.001, "0", "latencyUs", "total", "p99");

    /// <summary>Temperature in degrees Celsius; empty without a thermometer.</summary>
    public string Celsius => Number("health", 0.1, "0.0", "temperatureTenths");

    /// <summary>Free memory in KB; empty before the first report.</summary>
    public string FreeKilobytes => Number("health", 1.0 / 1024, "0", "freeBytes");

    /// <summary>Time since its start; null before the first report.</summary>
    public TimeSpan? UpTime => Find("health", "upSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds.GetDouble()) : null;

    /// <summary>Time since its start as days.hours:minutes; empty before the first report.</summary>
    public string Up => UpTime?.ToString(@"d\.hh\:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Adds a message; an empty one means that the broker has cleared it.</summary>
    public void Take(string kind, ReadOnlyMemory<byte> payload)
    {
        if (payload.IsEmpty)
        {
            _known = Known.Of(device, _known.Reports.Remove(kind));
            return;
        }

        var report = UntrustedJson.TryReadObject(payload, out var value, out var reason)
            && (reason = ReportFields.FaultOf(kind, value)) is null
                ? new Report(value, null)
                : new Report(default, reason);
        _known = Known.Of(device, _known.Reports.SetItem(kind, report));
    }

    /// <summary>A member of the last message of a kind as printable text; empty if there is none.</summary>
    public string Text(string kind, string member) => TerminalText.Safe(Find(kind, member)?.ToString(), ReportFields.LongestText);

    /// <summary>The last message of a kind; null if there is none that can be read.</summary>
    public JsonElement? Message(string kind) => _known.Message(kind);

    /// <summary>The parts that do not work, each with its word; none while everything does or nothing is known.</summary>
    public IReadOnlyList<(string Part, string Word)> Faults => _known.Faults;

    /// <summary>The whole status in one line.</summary>
    public string ToJson()
    {
        var all = new JsonObject { ["device"] = device, ["fault"] = Fault.Length == 0 ? "none" : Fault };
        foreach (var (kind, report) in _known.Reports.Where(entry => entry.Value.Fault is null))
        {
            all[kind] = JsonNode.Parse(report.Value.GetRawText());
        }

        return all.ToJsonString();
    }

    string Number(string kind, double unit, string format, params string[] path) =>
        Find(kind, path) is { } number ? (number.GetDouble() * unit).ToString(format, CultureInfo.InvariantCulture) : "";

    JsonElement? Find(string kind, params string[] path) => Message(kind) is { } message ? ReportFields.Find(message, path) : null;

    /// <summary>A message, or the reason why it cannot be read.</summary>
    readonly record struct Report(JsonElement Value, string? Fault);

    /// <summary>The reports, and what they say.</summary>
    sealed record Known(ImmutableSortedDictionary<string, Report> Reports, IReadOnlyCollection<string> Kinds)
    {
        public bool IsOnline { get; private init; }

        public string Fault { get; private init; } = "";

        public IReadOnlyList<(string Part, string Word)> Faults { get; private init; } = [];

        public static Known Of(string device, ImmutableSortedDictionary<string, Report> reports)
        {
            var known = new Known(reports, [.. reports.Keys]);
            var isOnline = known.Message("state") is { } state && ReportFields.Find(state, "online") is { ValueKind: JsonValueKind.True };
            return known with
            {
                IsOnline = isOnline,
                Fault = known.FaultOf(device, isOnline),
                Faults =
                [
                    .. known.State.Where(member => ReportFields.Parts.Contains(member.Name) && member.Value.ToString() != PartTable.Ok)
                        .Select(member => (member.Name, TerminalText.Safe(member.Value.ToString(), ReportFields.LongestText))),
                ],
            };
        }

        public JsonElement? Message(string kind) => Reports.TryGetValue(kind, out var report) && report.Fault is null ? report.Value : null;

        IEnumerable<JsonProperty> State => Message("state") is { } state ? state.EnumerateObject() : [];

        string FaultOf(string device, bool isOnline) =>
            Reports.Count == 0 ? "never seen"
            : !Topics.IsName(device) ? "unreadable report (no pedestal can have its name)"
            : Reports.FirstOrDefault(report => report.Value.Fault != null) is { Key: { } kind, Value.Fault: { } fault }
                ? $"unreadable report ({kind}: {fault})"
            : !isOnline ? "offline"
            : string.Join(", ", State.Select(InFault).Where(text => text != null));

        static string? InFault(JsonProperty member) => (member.Name, member.Value.ToString()) switch
        {
            ("service", "True") => "in service",
            (var part, not PartTable.Ok and var word) when ReportFields.Parts.Contains(part) =>
                $"{part} {TerminalText.Safe(word, ReportFields.LongestText)}",
            _ => null,
        };
    }
}
