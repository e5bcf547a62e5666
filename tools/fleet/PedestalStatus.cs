using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pedestal.Fleet;

/// <summary>What is known of a pedestal: its last state, birth and health.</summary>
sealed class PedestalStatus(string device)
{
    readonly JsonObject _known = new() { ["device"] = device };

    /// <summary>The pedestal.</summary>
    public string Device => device;

    /// <summary>Whether it is connected to the broker.</summary>
    public bool IsOnline => Text("state", "online") == "true";

    /// <summary>What is not as it should be, in words; empty for nothing.</summary>
    public string Trouble =>
        IsOnline ? string.Join(", ", Members("state").Select(InTrouble).Where(text => text != null)) : "offline";

    /// <summary>The slowest of a hundred presentations, in milliseconds; empty without any.</summary>
    public string SlowestMs =>
        _known["health"]?["latencyUs"]?["total"]?["p99"] is { } p99 ? $"{p99.GetValue<double>() / 1000:0}" : "";

    /// <summary>Temperature in degrees Celsius; empty without a thermometer.</summary>
    public string Celsius =>
        _known["health"]?["temperatureTenths"] is { } tenths ? $"{tenths.GetValue<double>() / 10:0.0}" : "";

    /// <summary>Free memory in KB; empty before the first report.</summary>
    public string FreeKilobytes =>
        _known["health"]?["freeBytes"] is { } free ? $"{free.GetValue<long>() / 1024}" : "";

    /// <summary>Takes a message over; false for what is no JSON object, which changes nothing.</summary>
    public bool Take(string kind, ReadOnlySpan<byte> payload)
    {
        try
        {
            if (JsonNode.Parse(payload) is not JsonObject message)
            {
                return false;
            }

            _known[kind] = message;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A member of the last message of a kind as text; empty if there is none.</summary>
    public string Text(string kind, string member) =>
        _known[kind] is JsonObject message && message[member] is { } value ? value.ToString() : "";

    /// <summary>All of it in one line.</summary>
    public string ToJson() => _known.ToJsonString();

    static string? InTrouble(KeyValuePair<string, JsonNode?> member) => (member.Key, member.Value?.ToString()) switch
    {
        ("camera" or "presence" or "reader" or "gate" or "memory" or "clock" or "matcher" or "ticketing", not "ok") =>
            $"{member.Key} {member.Value}",
        ("service", "true") => "in service",
        _ => null,
    };

    IEnumerable<KeyValuePair<string, JsonNode?>> Members(string kind) => _known[kind] as JsonObject ?? [];
}
